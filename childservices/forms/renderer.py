"""How forms are drawn: GOV.UK markup, with every hint and error tied to its field."""

from django.forms.renderers import TemplatesSetting

from childservices.forms.bound_field import CouncilBoundField


class CouncilRenderer(TemplatesSetting):
    """Draws every form of the service; settings name it as FORM_RENDERER."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = CouncilBoundField
