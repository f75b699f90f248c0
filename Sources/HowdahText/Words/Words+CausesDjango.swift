// Pages of causes that lie with Python, the project and its data.
extension Words.Causes {
    static let djangoPages: [String: Page] = [
        "pip-permission-denied": Page(
            title: "pip may not write where it wants to install",
            explanation: "Without a virtual environment pip writes to the system's folders, which belong to root.",
            fixes: [
                (
                    "Use a virtual environment, not sudo",
                    ["python3 -m venv .venv", ".venv/bin/python -m pip install django psycopg2-binary"]
                )
            ]),
        "driver-library-broken": Page(
            title: "The adapter is installed, but its library cannot be loaded",
            explanation:
                "psycopg needs PostgreSQL's client library, and that is missing, was moved, or is made for another processor or Python.",
            fixes: [
                (
                    "Install the ready-built one, which brings its own library",
                    [
                        "python -m pip uninstall -y psycopg2 psycopg2-binary psycopg psycopg-binary psycopg-c",
                        "python -m pip install --no-cache-dir psycopg2-binary",
                    ]
                ),
                ("Still broken (another processor, an old Python): a new environment", ["python3 -m venv .venv-new"]),
                ("Or repair the library: Debian, Homebrew", ["sudo apt install libpq5", "brew reinstall libpq"]),
            ]),
        "venv-not-active": Page(
            title: "This Python has no Django",
            explanation: "The virtual environment is not active in this terminal, or Django was never installed in it.",
            fixes: [
                ("Activate it: Linux and macOS, Windows", [". .venv/bin/activate", ".venv\\Scripts\\activate"]),
                ("Or install Django there", [".venv/bin/python -m pip install django"]),
            ]),
        "manage-py-not-found": Page(
            title: "There is no manage.py in this folder",
            explanation: "Django's commands run in the project's folder, the one that holds manage.py.",
            fixes: [("Go there", ["cd FOLDER_WITH_manage.py"])]),
        "secret-key-empty": Page(
            title: "SECRET_KEY is empty",
            explanation:
                "Django signs sessions with it. Here it comes from the environment or a .env file, and nothing is set.",
            fixes: [
                (
                    "Make one, and put it where the settings read it",
                    ["python -c \"from django.core.management.utils import get_random_secret_key as k; print(k())\""]
                )
            ]),
        "databases-setting-incomplete": Page(
            title: "DATABASES lacks ENGINE or NAME",
            explanation:
                "The value is missing or came out empty, mostly because a variable of the environment is not set.",
            fixes: [
                ("Let Howdah write the block (step 5)", ["howdah"]),
                ("Or set the variables that settings.py reads", []),
            ]),
        "backend-not-available": Page(
            title: "ENGINE names a database backend that is not there",
            explanation: "It is misspelled, or belongs to a package that is not installed.",
            fixes: [("Write it so", ["'ENGINE': 'django.db.backends.postgresql'"])]),
        "gdal-missing": Page(
            title: "GeoDjango's libraries are missing",
            explanation: "django.contrib.gis needs GDAL and GEOS, which pip does not install.",
            fixes: [
                ("Without maps: ENGINE 'django.db.backends.postgresql', and no django.contrib.gis", []),
                (
                    "Install them: Debian, Homebrew",
                    ["sudo apt install gdal-bin libgdal-dev", "brew install gdal geos"]
                ),
            ]),
        "database-url-invalid": Page(
            title: "DATABASE_URL is empty or is no database address",
            explanation:
                "It must begin with postgres:// or postgresql:// and hold user, password, host, port and name.",
            fixes: [("Write it so", ["DATABASE_URL=postgres://user:password@localhost:5432/name"])]),
        "database-url-special-chars": Page(
            title: "A sign in DATABASE_URL must be percent-encoded",
            explanation: "Signs such as @ : / # % in a password end the password too early.",
            fixes: [
                (
                    "Encode the password: # is %23, @ is %40, / is %2F, % is %25",
                    ["python3 -c \"import urllib.parse; print(urllib.parse.quote(input(), safe=''))\""]
                )
            ]),
        "object-already-exists": Page(
            title: "The table or column is there already",
            explanation:
                "A migration wants to make something that the database has, mostly because its record of migrations was lost.",
            fixes: [
                ("See what Django believes", ["python manage.py showmigrations"]),
                (
                    "If the tables are as the migration would make them, only record it (nothing is checked!)",
                    ["python manage.py migrate --fake-initial"]
                ),
            ]),
        "inconsistent-migration-history": Page(
            title: "The record of migrations contradicts itself",
            explanation:
                "A migration is recorded as done while one that it needs is not; often AUTH_USER_MODEL was changed after the first migrate.",
            fixes: [
                ("With nothing to lose: a new, empty database, then migrate", []),
                (
                    "Otherwise restore the order by hand, with a backup",
                    ["pg_dump name > before.sql", "python manage.py showmigrations --plan"]
                ),
            ]),
        "models-not-migrated": Page(
            title: "A model was changed, and no migration tells the database",
            explanation:
                "Django changes tables only by migrations, and it writes those only when asked. Until then every page that uses the new field or model fails.",
            fixes: [
                (
                    "Have the migration written, and run it",
                    ["python manage.py makemigrations", "python manage.py migrate"]
                ),
                (
                    "\"No changes detected\": the application needs a folder migrations, so name it",
                    ["python manage.py makemigrations APP"]
                ),
                ("Or take the change of the model back", []),
            ]),
        "project-check-failed": Page(
            title: "Django's own check finds an error in the project",
            explanation:
                "Before migrate and runserver begin, Django looks at models, URLs, the admin and the settings, and refuses where they cannot work.",
            fixes: [("Correct what the first message names, and look again", ["python manage.py check"])]),
        "migration-parent-missing": Page(
            title: "A migration needs another one whose file is missing",
            explanation: "The file was deleted, renamed or never committed.",
            fixes: [
                ("Bring it back", ["git log --all -- '*/migrations/*'"]),
                ("Or correct the dependencies in the file that is named", []),
            ]),
        "cannot-cast-automatically": Page(
            title: "PostgreSQL will not guess how to convert this column",
            explanation: "The field's type changed, and for these two types it wants to be told how (USING).",
            fixes: [
                (
                    "Tell it, in the migration",
                    ["migrations.RunSQL('ALTER TABLE t ALTER COLUMN c TYPE integer USING c::integer')"]
                ),
                ("Or remove the field and add it anew (its values are lost)", []),
            ]),
        "superuser-no-tty": Page(
            title: "createsuperuser wants to ask, and there is no terminal",
            explanation:
                "It ran in a script, a container without -it, or a shell without a terminal. Nobody was created.",
            fixes: [
                (
                    "Give it a terminal",
                    [
                        "docker compose exec web python manage.py createsuperuser",
                        "winpty python manage.py createsuperuser",
                    ]
                ),
                ("Or let it not ask", ["python manage.py createsuperuser --noinput   # with DJANGO_SUPERUSER_… set"]),
            ]),
        "disallowed-host": Page(
            title: "Django does not answer under this host name",
            explanation: "It answers only to names in ALLOWED_HOSTS.",
            fixes: [("Add the name", ["ALLOWED_HOSTS = ['localhost', '127.0.0.1', 'NAME']"])]),
        "csrf-failed": Page(
            title: "Django could not be sure that the form was its own",
            explanation:
                "The page came from another origin than Django expects, or the cookie is missing; often behind a proxy with https.",
            fixes: [
                ("Name the origin", ["CSRF_TRUSTED_ORIGINS = ['https://HOST']"]),
                ("In your own forms: {% csrf_token %}", []),
            ]),
        "static-root-missing": Page(
            title: "collectstatic does not know where to put the files",
            explanation: "STATIC_ROOT is not set.",
            fixes: [("Set it", ["STATIC_ROOT = BASE_DIR / 'staticfiles'"])]),
        "fixture-duplicate-key": Page(
            title: "The rows are there already",
            explanation:
                "migrate itself filled some tables (content types, permissions), and the fixture brings them again.",
            fixes: [
                (
                    "Dump without them",
                    [
                        "python manage.py dumpdata --natural-foreign --natural-primary -e contenttypes -e auth.permission -o data.json"
                    ]
                ),
                ("Load into an empty, migrated database", ["python manage.py loaddata data.json"]),
            ]),
        "fixture-encoding": Page(
            title: "The fixture is not plain UTF-8",
            explanation:
                "On Windows a redirected dumpdata is written in another encoding, or with a mark at its beginning.",
            fixes: [
                ("Dump it again, into a file", ["python -Xutf8 manage.py dumpdata -o data.json"])
            ]),
        "fixture-model-mismatch": Page(
            title: "The fixture does not fit the models",
            explanation:
                "It was dumped from other code: a field or model it names is gone, or a value does not fit any more.",
            fixes: [
                ("Migrate, and dump again from the matching code", ["python manage.py migrate"]),
                ("Or leave out what is gone", ["python manage.py loaddata --ignorenonexistent data.json"]),
            ]),
    ]
}
