// What papers need beyond the editor's own extensions; childservices/forms/rich_text.py names them.
// The server sanitises whatever is sent: this file only keeps an edit in the browser from losing something.
import {
  Extension,
  Heading as EditorHeading,
  Link as EditorLink,
  Mark,
  Node,
  Plugin,
  Table as EditorTable,
  TableHeader as EditorTableHeader,
  updateAttrsDialog,
} from "django-prose-editor/editor";

// The editor's style sheet is linked. Where an element of this name stands, Tiptap writes no style element of its own,
// which the Content-Security-Policy would block with a complaint; it has no namespace, so it styles nothing itself.
const written = document.createElementNS(null, "style");
written.setAttribute("data-tiptap-style", "");
document.head.append(written);

// Pasted headings take the levels that papers have, as on the server.
export const Heading = EditorHeading.extend({
  parseHTML() {
    const lowered = { h1: 3, h2: 3, h6: 5 };
    return [...this.parent(), ...Object.entries(lowered).map(([tag, level]) => ({ tag, attrs: { level } }))];
  },
});

// A figure that is bound to data keeps its value while the words around it change.
export const BoundFigure = Mark.create({
  name: "boundFigure",
  inclusive: false,
  addAttributes: () => ({ value: { default: null } }),
  parseHTML: () => [{ tag: "data[value]" }],
  renderHTML: ({ HTMLAttributes }) => ["data", HTMLAttributes, 0],
});

// The editor's tables have rows only. The caption travels as an attribute, shown by rich_text.css.
export const TableCaption = Node.create({
  name: "tableCaption",
  parseHTML: () => [{ tag: "caption", ignore: true }],
});

const askCaption = updateAttrsDialog({ caption: { title: "Caption" } }, { title: "Caption of the table" });

export const Table = EditorTable.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (table) => table.caption?.textContent.trim() || table.dataset.caption || null,
        renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
      },
    };
  },
  addMenuItems(storage) {
    this.parent?.(storage);
    storage.menu.defineItem({
      name: "table:caption",
      groups: "table",
      button: storage.buttons.text("Caption", "Caption of the table"),
      hidden: (editor) => !editor.isActive("table"),
      async command(editor) {
        const answer = await askCaption(editor, editor.getAttributes("table"));
        if (answer) editor.chain().focus().updateAttributes("table", { caption: answer.caption.trim() || null }).run();
      },
    });
  },
});

export const TableHeader = EditorTableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: null } };
  },
});

// A link in a paper is an address and nothing else.
const askAddress = updateAttrsDialog(
  { href: { title: "Address", description: " begins with https://, http:// or mailto:", required: true } },
  { title: "Link" },
);

export const Link = EditorLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (editor.state.selection.empty && !editor.isActive("link")) return;
          askAddress(editor, editor.getAttributes("link")).then((answer) => {
            const href = answer?.href.trim();
            if (href) editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
          });
        },
    };
  },
});

// Word pastes a list as paragraphs that carry their own number or bullet: make lists of them.
export const WordLists = Extension.create({
  name: "wordLists",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: listsFromWord } })],
});

const WORD_LIST = /mso-list:\s*l\d+\s+level(\d)\s+lfo\d+/i;
const NUMBER = /^\(?(?:\d{1,3}\.)*(\d{1,4})[.):]*$/;
const LETTER = /^\(?([a-z]|[ivxlcdm]{2,8}|[A-Z]|[IVXLCDM]{2,8})[.):]+$/;
const TYPED = /^\s*(\(?(?:\d{1,3}\.)*\d{1,4}[.):]*|\(?(?:[a-zA-Z]|[ivxlcdm]{2,8}|[IVXLCDM]{2,8})[.):]+|[·•o§▪◦‣–\-\uf0a7\uf0b7\uf0d8])\s+/;
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function listsFromWord(html) {
  if (!WORD_LIST.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  let open = [];
  for (const paragraph of page.querySelectorAll("p")) {
    const level = Number(WORD_LIST.exec(paragraph.getAttribute("style"))?.[1] ?? 0);
    if (!level) continue;
    if (!open.length || paragraph.previousElementSibling !== open[0].list) open = [];
    addItem(paragraph, level, open);
    paragraph.remove();
  }
  return page.body.innerHTML;
}

function addItem(paragraph, level, open) {
  while (open.at(-1)?.level > level) open.pop();
  const last = open.at(-1)?.level === level ? open.at(-1).last : null;
  const marker = readMarker(takeMarker(paragraph), last);
  if (!last || !goesOn(last, marker)) {
    if (last) open.pop();
    const list = listFor(marker);
    if (open.length) open.at(-1).list.lastElementChild.append(list);
    else paragraph.before(list);
    open.push({ level, list });
  }
  const item = document.createElement("li");
  item.append(...paragraph.childNodes);
  open.at(-1).list.append(item);
  open.at(-1).last = marker;
}

function takeMarker(paragraph) {
  const drawn = [...paragraph.querySelectorAll("span[style]")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("style")));
  if (drawn) {
    drawn.remove();
    return drawn.textContent.trim();
  }
  const found = TYPED.exec(paragraph.textContent);
  const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let left = found?.[0].length ?? 0; left > 0 && words.nextNode(); ) {
    const taken = Math.min(left, words.currentNode.data.length);
    words.currentNode.deleteData(0, taken);
    left -= taken;
  }
  return found?.[1] ?? "";
}

// After h comes the letter i, but a list that begins with i counts in Roman.
function readMarker(text, last) {
  const number = NUMBER.exec(text);
  if (number) return { type: "1", number: Number(number[1]) };
  const letters = LETTER.exec(text)?.[1];
  if (!letters) return { type: "", number: 0 };
  const small = letters.toLowerCase();
  const capital = letters !== small;
  const letter = { type: capital ? "A" : "a", number: small.charCodeAt(0) - 96 };
  const roman = { type: capital ? "I" : "i", number: fromRoman(small) };
  if (letters.length > 1) return roman;
  if (!(small in ROMAN) || (last?.type === letter.type && last.number + 1 === letter.number)) return letter;
  return last?.type === roman.type || roman.number === 1 ? roman : letter;
}

function fromRoman(letters) {
  const values = [...letters].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, index) => (value < (values[index + 1] ?? 0) ? sum - value : sum + value), 0);
}

function goesOn(last, marker) {
  return marker.type === last.type && (marker.type === "" || marker.number === last.number + 1);
}

function listFor({ type, number }) {
  const list = document.createElement(type ? "ol" : "ul");
  if (type && type !== "1") list.setAttribute("type", type);
  if (type && number > 1) list.setAttribute("start", number);
  return list;
}
