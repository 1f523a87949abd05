"""Who keeps what partners have agreed, on which screens."""

from childservices.views.keeping import Keeper
from partnerships.forms.partnership import NOUNS
from partnerships.operations import add_row, change_row, remove_row
from partnerships.operations.keeping import REFUSED
from partnerships.permissions import can_keep_partnerships

keeper = Keeper(
    nouns=NOUNS,
    can_keep=can_keep_partnerships,
    refused=REFUSED,
    add_row=add_row,
    change_row=change_row,
    remove_row=remove_row,
    home=("Partnerships", "partnership_home"),
)
