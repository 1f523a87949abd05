"""Accounts: who can sign in, and the roles that say what for."""

from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from childservices.choices import SECOND_FACTOR_ROLES, Role
from childservices.models.base import Identified
from childservices.models.person import Person


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the operations call it, and so do tests."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that signs in with this e-mail address, kept in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account with every table permission; it still needs a role, and sees nothing exempt."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its e-mail address, whatever the case."""
        return self.get(email=(username or "").lower())


class User(Identified, AbstractBaseUser, PermissionsMixin):
    """An account of the service: an e-mail address, a password, and roles."""

    email = models.EmailField(
        "e-mail",
        max_length=254,
        unique=True,
        help_text="Signs in with this address; kept in lower case.",
        error_messages={"unique": "There is an account with this address."},
    )
    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        help_text="Whose account this is; posts and memberships hang on the person.",
    )
    wants_email = models.BooleanField("wants e-mail", default=True, help_text="Sends notices by e-mail too.")
    is_active = models.BooleanField(
        "active",
        default=True,
        help_text="Take this away instead of deleting an account: it can no longer sign in.",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_email_lower_case",
                condition=~Q(email="") & Q(email=Lower("email")),
                violation_error_message="Enter the address in lower case.",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.email

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of this account, read once; none when it is not active."""
        if not self.is_active:
            return frozenset()
        return frozenset(self.groups.values_list("name", flat=True)) & frozenset(Role.values)

    def has_role(self, *roles: Role) -> bool:
        """Say whether the account has at least one of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        """Say whether the administration pages open: for administrators only."""
        return self.has_role(Role.ADMINISTRATOR)

    @property
    def is_council_staff(self) -> bool:
        """Say whether the account works for the council: any role but a councillor's or a provider's."""
        return not self.roles.isdisjoint(SECOND_FACTOR_ROLES)

    @property
    def needs_second_factor(self) -> bool:
        """Say whether one of the roles asks for a second factor."""
        return not self.roles.isdisjoint(SECOND_FACTOR_ROLES)
