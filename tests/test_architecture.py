"""What the design promises of every file, model, operation, template and address, whoever writes it."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import grimp
import pytest
from django.apps import apps
from django.db.models import CASCADE, CheckConstraint, ForeignKey, Model, Q
from django.template import engines
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("childservices", "indicators", "partnerships", "reports")
TOP_LEVEL = {
    *PACKAGES, "templates", "static", "fixtures", "tests",
    "manage.py", "pyproject.toml", "requirements.txt", "requirements-dev.txt",
    "Makefile", "Dockerfile", "compose.yaml", "README.md", "LICENSE",
    "var", "staticfiles", "htmlcov",  # made by running it, kept out of the repository
}  # fmt: skip
SERVICE_ROOMS = {
    "actions",
    "common",
    "core",
    "helpers",
    "lib",
    "managers",
    "misc",
    "services",
    "shared",
    "utils",
}
ENTRY_ROOMS = ("views", "admin", "management", "tasks", "api")
LONGEST_FILE, LONGEST_VIEW = 400, 20  # lines

# What is open to somebody who has not signed in. Everything else asks for a session.
PUBLIC_ADDRESSES = {
    "livez", "readyz",
    # signing in, allauth's
    "account_login", "account_logout", "account_inactive", "account_signup", "account_confirm_email",
    "account_confirm_login_code", "account_email_verification_sent", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "admin:login", "mfa_authenticate",
    # what the public may read of meetings; what each shows is decided by the rule of sight
    "home", "meeting_list", "meeting_detail", "meeting_by_day", "meeting_papers", "item_detail", "issued_file",
    "minutes_detail", "pack_download",
    # approved figures of performance, without those too small to show
    "indicator_list", "indicator_detail", "indicator_values_csv", "indicator_areas_csv", "api:indicator_spc",
    # figures and actions of the plans that are public; what is said of actions is for staff
    "plan_list", "plan_detail",
    # a public programme's open data
    "grants_json", "grants_spreadsheet", "transparency_list",
    # what partners agreed and members reviewed, as far as it is public
    "partnership_home", "group_list", "group_detail", "milestone_list", "strategy_list",
    "strategy_detail", "scorecard_list", "scorecard_detail", "protocol_list", "protocol_detail", "commitment_list",
    "commitment_detail", "consultation_list", "consultation_detail", "engagement_list", "demographic_list",
    "scrutiny_home", "appraisal_detail", "appraisal_annex", "review_detail", "framework_detail",
    "api:group_list", "api:scorecard", "api:appraisal",
    # the public JSON, which knows nothing else
    "api:openapi-json", "api:meeting_list", "api:meeting_detail", "api:plan_summary", "api:programme_summary",
    "api:api-root", "api_nothing_here", "api:indicator_list", "api:indicator_values",
    "api:indicator_comparison", "api:theme_summary",
}  # fmt: skip

# Where deleting the whole takes the part with it. Everything else is protected.
PARTS = {
    "childservices.OrganisationAlias.organisation",
    "indicators.Neighbour.model", "indicators.ClinicFinding.clinic",
    "partnerships.Pot.programme", "partnerships.Criterion.round", "partnerships.Bid.round",
    "partnerships.BidScore.bid", "partnerships.BidScore.criterion", "partnerships.AgreedMeasure.agreement",
    "partnerships.Visit.agreement", "partnerships.RenewalDecision.agreement",
    "partnerships.QuarterlyReturn.agreement", "partnerships.OutputFigure.quarterly_return",
    "partnerships.OutputFigure.measure", "partnerships.ReturnQuestion.quarterly_return",
    "partnerships.Evidence.quarterly_return", "partnerships.Locality.programme", "partnerships.Need.locality",
    "partnerships.Centre.locality", "partnerships.Project.programme", "partnerships.Participant.project",
    "partnerships.ProjectFact.project",
    "reports.StandingItem.body", "reports.Membership.body",
    "reports.Attendance.meeting", "reports.AgendaItem.meeting", "reports.ItemReport.item", "reports.Pack.meeting",
    "reports.IssuedPaper.edition", "reports.IssuedFile.paper", "reports.SightGrant.item",
    "reports.TemplateSection.version",
    "reports.ReportAuthor.report", "reports.Section.report", "reports.Recommendation.report", "reports.Risk.report",
    "reports.BackgroundPaper.report", "reports.Consultee.report", "reports.Contact.report", "reports.Appendix.report",
    "reports.DataTable.section", "reports.DataTable.appendix",
    "reports.Minute.minutes", "reports.Resolution.minute",
    "reports.PlanPriority.plan", "reports.PlanTheme.plan", "reports.PlanRisk.plan", "reports.Objective.theme",
    "reports.ActionLead.action", "reports.ActionLink.action", "reports.HighlightSection.report",
    "partnerships.GroupMember.group", "partnerships.GroupTask.group", "partnerships.StrategyNeed.strategy",
    "partnerships.StrategyAction.need", "partnerships.ServiceLevel.strategy", "partnerships.TrainingLevel.strategy",
    "partnerships.ScorecardOutcome.scorecard", "partnerships.ScorecardPriority.outcome",
    "partnerships.ScorecardMeasure.priority", "partnerships.ScorecardTarget.measure",
    "partnerships.ProtocolPartner.protocol", "partnerships.DataStream.protocol", "partnerships.Promise.commitment",
    "partnerships.CommitmentSpend.commitment", "partnerships.ConsultationResponse.consultation",
    "reports.AppraisalCriterion.appraisal", "reports.AppraisalOption.appraisal", "reports.OptionScore.option",
    "reports.OptionScore.criterion", "reports.ReviewPoint.review", "reports.ReviewSession.review",
    "reports.ReviewVisit.review", "reports.ReviewRecommendation.review", "reports.Dimension.framework",
    "reports.SelfAssessment.framework", "reports.DimensionScore.assessment", "reports.DimensionScore.dimension",
}  # fmt: skip


def python_files() -> list[Path]:
    """Give every Python file of the packages but the migrations, which are written by Django."""
    return sorted(
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts
    )


def written_files() -> list[Path]:
    """Give every file that a person writes and reads."""
    kept = {".html", ".js", ".py", ".txt"}  # a stylesheet is one file for the browser's sake
    folders = [ROOT / name for name in ("templates", "static", "tests")]
    others = [path for folder in folders for path in folder.rglob("*") if path.suffix in kept]
    return sorted(path for path in (*python_files(), *others) if "vendor" not in path.parts)


def template_names() -> list[str]:
    """Give the name of every template as the loader knows it."""
    folder = ROOT / "templates"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def own_models() -> list[type[Model]]:
    """Give every model of the project."""
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]


def modules_of(room: str) -> Iterator[ModuleType]:
    """Give every module of a room in all apps."""
    for path in python_files():
        app, *rest = path.relative_to(ROOT).with_suffix("").parts
        if rest[0] == room:
            yield import_module(".".join([app, *rest]).removesuffix(".__init__"))


def operations() -> list[FunctionType]:
    """Give everything that somebody can do: the public functions of the operations rooms that are told by whom."""
    found = [
        function
        for module in modules_of("operations")
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if "by" in inspect.signature(function).parameters
    ]
    return sorted(found, key=lambda function: f"{function.__module__}.{function.__name__}")


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Give every address with the namespaces before its name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry


def own_words(name: str, docstring: str | None) -> set[str]:
    """Give the words of a docstring that the name does not say already."""
    said = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()))
    return {
        word for word in re.findall(r"[a-z]{3,}", (docstring or "").lower()) if word.rstrip("s") not in said
    }


def named_fields(condition: object) -> set[str]:
    """Give the fields that a condition speaks of."""
    if isinstance(condition, Q):
        return set().union(*(named_fields(child) for child in condition.children))
    return {condition[0].split("__")[0]} if isinstance(condition, tuple) else set()


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function but its decorators and its docstring."""
    documented = ast.get_docstring(function) is not None
    first = function.body[0]
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


# Files --------------------------------------------------------------------------------------------------------


def test_the_top_level_holds_what_a_reader_expects() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert found - TOP_LEVEL == set()


def test_no_room_swallows_everything() -> None:
    assert [
        path for path in python_files() if path.stem in SERVICE_ROOMS or path.parent.name in SERVICE_ROOMS
    ] == []


def test_files_are_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in written_files()
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_of_screens_are_short() -> None:
    too_long = {
        f"{path.relative_to(ROOT)}:{node.name}": lines_of(node)
        for path in python_files()
        if set(path.relative_to(ROOT).with_suffix("").parts) & set(ENTRY_ROOMS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > LONGEST_VIEW
    }

    assert too_long == {}


def test_every_file_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.read_text("utf-8").strip() and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]

    assert silent == []


# Models -------------------------------------------------------------------------------------------------------


def test_there_are_models() -> None:
    assert len(own_models()) > 20


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
class TestModel:
    def test_says_what_it_is_in_its_own_words(self, model: type[Model]) -> None:
        assert not (model.__doc__ or "").startswith(f"{model.__name__}(")
        assert len(own_words(model.__name__, model.__doc__)) >= 3

    def test_does_nothing_in_secret(self, model: type[Model]) -> None:
        assert not {"save", "delete"} & set(model.__dict__)
        assert model._meta.ordering == []

    def test_its_rules_stand_in_named_constraints(self, model: type[Model]) -> None:
        assert not model._meta.unique_together
        assert all(not constraint.name.endswith("_uniq") for constraint in model._meta.constraints)

    def test_who_and_when_are_paired(self, model: type[Model]) -> None:
        names = {field.name for field in model._meta.get_fields()}
        pairs = [(name, f"{name.removesuffix('_at')}_by") for name in names if name.endswith("_at")]
        conditions = [
            named_fields(constraint.condition)
            for constraint in model._meta.constraints
            if isinstance(constraint, CheckConstraint)
        ]

        unpaired = [
            (moment, person)
            for moment, person in pairs
            if person in names and not any({moment, person} <= fields for fields in conditions)
        ]

        assert unpaired == []

    def test_only_parts_go_with_their_whole(self, model: type[Model]) -> None:
        cascading = {
            f"{model._meta.label}.{field.name}"
            for field in model._meta.get_fields()
            if isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE
        }

        assert cascading - PARTS == set()


def test_every_listed_part_exists() -> None:
    labels = {
        f"{model._meta.label}.{field.name}" for model in own_models() for field in model._meta.get_fields()
    }

    assert PARTS - labels == set()


def test_no_signal_acts_behind_a_reader() -> None:
    listening = re.compile(r"\b(pre|post)_(save|delete|init)\b|m2m_changed")

    assert [path for path in python_files() if listening.search(path.read_text("utf-8"))] == []


# Operations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "operation", operations(), ids=lambda operation: f"{operation.__module__}.{operation.__name__}"
)
class TestOperation:
    def test_says_what_it_will_do_in_its_own_words(self, operation: FunctionType) -> None:
        assert len(own_words(operation.__name__, operation.__doc__)) >= 3

    def test_names_everything_it_is_given_but_what_it_acts_on(self, operation: FunctionType) -> None:
        _, *others = inspect.signature(operation).parameters.values()

        assert {parameter.kind for parameter in others} <= {inspect.Parameter.KEYWORD_ONLY}


# Imports ------------------------------------------------------------------------------------------------------


def test_rooms_hold_across_apps_too() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in tools["contracts"] if contract["id"] == "rooms")
    floor = {room: -level for level, layer in enumerate(layers) for room in re.findall(r"\w+", layer)}
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True)

    def room_of(module: str) -> str:
        return [*module.split("."), ""][1]

    upwards = {
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if room_of(importer) in floor and room_of(imported) in floor
        if floor[room_of(imported)] > floor[room_of(importer)]
    }

    assert upwards == set()


# Templates and addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", template_names())
def test_every_template_compiles_and_finds_what_it_names(name: str) -> None:
    source = (ROOT / "templates" / name).read_text("utf-8")

    engines["django"].from_string(source)
    for other in re.findall(r"{%-?\s*(?:extends|include)\s+[\"']([^\"']+)[\"']", source):
        get_template(other)


def test_every_address_has_a_name() -> None:
    nameless = [
        str(pattern.pattern)
        for _, pattern in addresses(get_resolver())
        if pattern.name is None and pattern.callback.__module__.split(".")[0] in PACKAGES
    ]

    assert nameless == []


def test_nothing_else_is_public() -> None:
    public = {
        name
        for name, pattern in addresses(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }

    assert public == PUBLIC_ADDRESSES


# The manual ---------------------------------------------------------------------------------------------------


def test_the_manual_lists_every_variable_that_is_read() -> None:
    read = re.compile(r"\benv(?:iron)?\.\w+\(\s*\"([A-Z_]+)\"")
    readers = [ROOT / "childservices" / name for name in ("settings.py", "bootstrap.py")]
    used = {name for path in readers for name in read.findall(path.read_text("utf-8"))}
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))

    assert used - rows == set()
    assert rows - used - {"TEST_DATABASE_URL"} == set()
