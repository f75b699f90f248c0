"""Create the first superuser with Django's own createsuperuser, after Django's own checks.

Reads {"directory", "settings_module"?, "fields", "password", "mode"?} on standard input; the mode
"validate" writes nothing. The command skips the password validators when nobody is at a terminal,
accepts an empty password and then reports success: so they run here, and the row decides.
"""

import importlib
import io
import os


def cleaned_fields(model, given):
    """Field values as the command would clean them, and the errors by field."""
    from django.core.exceptions import ValidationError
    values, errors = {}, {}
    known = [model.USERNAME_FIELD] + list(model.REQUIRED_FIELDS)
    for name in [name for name in given if name not in known]:
        errors[name] = ["%s asks for no such field." % model._meta.label]
    for name in known:
        field, value = model._meta.get_field(name), given.get(name)
        if field.many_to_many:
            values[name] = value if isinstance(value, list) else [
                part.strip() for part in str(value or "").split(",") if part.strip()]
            if not values[name] and not field.blank:
                errors[name] = [str(field.error_messages["blank"])]
            continue
        try:
            values[name] = field.clean("" if value is None and field.blank else value, None)
        except ValidationError as error:
            errors[name] = list(error.messages)
    return values, errors


def password_errors(model, values, password):
    """The words of Django's validators, as they would speak to this user."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    if not isinstance(password, str) or not password.strip():
        return [{"code": "password_blank", "message": "Blank passwords aren't allowed."}]
    if "\0" in password:
        return [{"code": "password_null_character", "message": "Null characters are not allowed."}]
    known = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        if not field.many_to_many:
            known[name] = field.remote_field.model(value) if field.remote_field else value
    try:
        validate_password(password, model(**known))
    except ValidationError as error:
        return [{"code": each.code, "message": " ".join(each.messages)} for each in error.error_list]
    return []


def standing(user):
    """None, "exists" for a superuser who can log in, "conflict" for anybody else of that name."""
    if user is None:
        return None
    able = (getattr(user, "is_superuser", False) and getattr(user, "is_active", True)
            and bool(getattr(user, "password", "")) and user.has_usable_password())
    return "exists" if able else "conflict"


def described_user(user):
    return {
        "username": str(user.get_username()), "pk": str(user.pk),
        "is_superuser": bool(getattr(user, "is_superuser", False)),
        "is_active": bool(getattr(user, "is_active", True)),
        "is_staff": bool(getattr(user, "is_staff", False)),
        "usable_password": bool(getattr(user, "password", "")) and user.has_usable_password(),
    }


def run_command(model, values, given, password):
    """Django's createsuperuser, its password in this process's environment for as long as it runs."""
    import django
    from django.core.management import call_command
    options = {name: values[name] if name not in given or isinstance(values[name], list) else given[name]
               for name in values}
    empty = [name for name in model.REQUIRED_FIELDS if values[name] in ("", None)]
    if empty and django.VERSION < (5, 2):
        # Before 5.2 the command without a terminal refuses an optional field that is left empty;
        # from 5.2 on it leaves that field to its default and ends in this very call.
        given = {name: value for name, value in values.items() if name not in empty}
        model._default_manager.db_manager("default").create_superuser(password=password, **given)
        return
    os.environ["DJANGO_SUPERUSER_PASSWORD"] = password
    try:
        call_command("createsuperuser", interactive=False, verbosity=0, database="default",
                     stdout=io.StringIO(), stderr=io.StringIO(), **options)
    finally:
        del os.environ["DJANGO_SUPERUSER_PASSWORD"]


def create(request):
    import django
    from django.conf import settings
    prepare_connection(settings)
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management.base import CommandError
    from django.db import DatabaseError
    model = get_user_model()
    validating = request.get("mode") == "validate"
    given, password = request.get("fields") or {}, request.get("password")
    values, errors = cleaned_fields(model, given)
    result = {"username_field": model.USERNAME_FIELD, "model": model._meta.label, "unique_checked": False}
    if model.USERNAME_FIELD not in errors:
        try:
            user = named_user(model, values[model.USERNAME_FIELD])
            result["unique_checked"] = True
            if standing(user):
                return dict(result, outcome=standing(user), user=described_user(user))
        except DatabaseError:
            if not validating:
                raise
    refusals = password_errors(model, {name: values[name] for name in values if name not in errors}, password)
    if errors or refusals:
        return dict(result, outcome="refused", field_errors=errors, password_errors=refusals)
    if validating:
        return dict(result, outcome="valid")
    try:
        run_command(model, values, given, password)
    except CommandError as error:
        user = named_user(model, values[model.USERNAME_FIELD])
        if standing(user):  # somebody was faster
            return dict(result, outcome=standing(user), user=described_user(user))
        return dict(result, outcome="refused", field_errors={"": [discreet(str(error))]}, password_errors=[])
    user = named_user(model, values[model.USERNAME_FIELD])
    if standing(user) != "exists":
        raise LookupError("createsuperuser reported success, but left no active superuser with a password")
    return dict(result, outcome="created", user=described_user(user))


def main():
    request, answer = begin()
    directory = os.path.abspath(request.get("directory") or ".")
    if isinstance(request.get("password"), str) and request["password"]:
        SECRETS.add(request["password"])
    try:
        module = enter(directory, request.get("settings_module"), "createsuperuser")
        note_secrets(importlib.import_module(module))
        result = create(request)
        from django.db import connections
        connections.close_all()
    except (Exception, SystemExit) as error:
        finish(answer, {"error": described(error, directory)}, 1)
    finish(answer, result, 0)


if __name__ == "__main__":
    main()
