"""What every screen's form is made of: our renderer, fields and widgets."""

from childservices.forms.fields import DateField, DateParts

__all__ = ["DateField", "DateParts"]
