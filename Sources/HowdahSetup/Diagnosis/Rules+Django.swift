// The project, its settings, its first user and its web server.
extension Rule {
    static let django: [Rule] = [
        Rule(
            "project-name-invalid",
            root: """
                is not a valid project name
                is not a valid app name
                is not a valid app directory
                conflicts with the name of an existing python module
                please make sure the name is a valid identifier
                must provide a project name
                must provide an application name
                must provide an app name
                """,
            symptom: """
                overlaying a project into an existing directory
                overlaying an app into an existing directory
                commanderror: '…' already exists
                """),
        Rule(
            "manage-py-not-found",
            root: """
                can't open file 'manage.py'
                can't open file '…/manage.py'
                can't open file '…\\manage.py'
                can't open file "manage.py"
                can't open file "…manage.py"
                manage.py: no such file or directory
                no module named manage.py
                no module named manage ! manage_ ! management
                no module named 'manage.py'
                no module named 'manage'
                manage.py: not found
                manage.py: command not found
                no such file or directory: 'manage.py'
                no such file or directory: ./manage.py
                no such file or directory: manage.py
                no such file or directory: '…/manage.py'
                """),
        Rule(
            "secret-key-empty",
            root: """
                secret_key setting must not be empty
                secret_key not found
                set the secret_key environment variable
                set the django_secret_key environment variable
                django_secret_key not found
                keyerror: 'secret_key'
                keyerror: 'django_secret_key'
                the secret_key setting must be
                improperlyconfigured: …secret_key ! aws ! stripe
                undefinedvalueerror: …secret_key ! aws ! stripe
                keyerror: '…secret_key' ! aws ! stripe
                secret_key env ! aws ! stripe
                required variable …secret_key is missing
                keyerror: 'secret'
                undefinedvalueerror: secret
                """,
            hint: """
                secret_key…variable is not set
                """),
        Rule(
            "settings-module-not-set",
            root: """
                define the environment variable django_settings_module
                could not import the specified django_settings_module
                no django settings specified
                could not import settings ! no module named
                no module named '….settings'
                no module named '….settings.
                no module named ….settings ! django.conf ! settings_
                no module named 'settings'
                no module named settings
                no module named 'config.settings
                no module named + settings-import @ importlib
                django_settings_module is undefined
                settings cannot be imported, because environment variable
                """,
            symptom: """
                but settings are not configured
                django_settings_module is not set
                django_settings_module not set
                settings are not properly configured
                no module named '….wsgi'
                no module named '….asgi'
                no module named ….wsgi
                no module named wsgi
                no module named 'wsgi'
                no module named @ gunicorn/util
                error loading asgi app. could not import module
                module 'settings' not found
                could not import settings 'config'
                """),
        Rule(
            "backend-not-available",
            root: """
                isn't an available database backend
                is not an available database backend
                no module named 'django.db.backends
                no module named django.db.backends
                no module named 'postgresql_psycopg2
                no module named postgresql_psycopg2
                no module named 'django.db.backends.postgresql
                isn't an available database backend or couldn't be imported
                isn't an available database
                """),
        Rule(
            "databases-setting-incomplete",
            root: """
                settings.databases is improperly configured
                please supply the name value
                please supply the engine value
                please supply the name or options
                you must define a 'default' database
                databases must be a dictionary
                databases setting must
                the databases setting
                invalid integer value "none" for connection option "port"
                invalid port number: "none"
                """,
            symptom: databaseVariables.flatMap(unset).map { $0 + " ~ other-server ! _url ! defaulting to" }
                .joined(separator: "\n") + "\n" + """
                    keyerror: 'database' + django
                    keyerror: 'rds_
                    keyerror: 'sql_
                    keyerror: 'dbname + django
                    keyerror: 'engine' + django
                    connectiondoesnotexist: the connection
                    undefinedvalueerror: db
                    """,
            hint: """
                postgres_…variable is not set. defaulting to
                required variable db_…is missing
                required variable postgres_…is missing
                db_…variable is not set. defaulting to
                """),
        Rule(
            "gdal-missing",
            root: """
                could not find the gdal library
                could not find the geos library
                could not find module '…gdal
                libgdal.so
                libgdal…dylib
                gdalexception
                geos_c.dll
                libgeos_c.so
                libgeos_c…dylib
                gdal-config: not found
                gdal-config: command not found
                a gdal api version must be specified
                no such file or directory: 'gdal-config'
                winerror 126 + gis
                winerror 127 + gis
                winerror 193 + gis
                cannot open shared object file + gis
                undefined symbol + gis
                geosexception
                could not parse version info string
                gdalversioninfo
                geosversion
                is gdal installed?
                try setting gdal_library_path
                try setting geos_library_path
                """,
            hint: """
                lgdal = cdll(
                lgeos = cdll(
                """),
        Rule(
            "settings-syntax-error",
            root: """
                syntaxerror @ settings
                indentationerror @ settings
                taberror @ settings
                """,
            symptom: """
                nameerror: name '…' is not defined @ settings
                indentationerror + django @ /manage.py
                """),
        Rule(
            "superuser-no-tty",
            root: """
                superuser creation skipped due to not running in a tty
                the input device is not a tty + createsuperuser
                cannot enable tty mode on non tty input + createsuperuser
                inappropriate ioctl for device + createsuperuser
                eof when reading a line + createsuperuser
                not running in a tty
                not being in tty mode
                superuser creation skipped
                skipped superuser creation
                can not control echo on the terminal
                """),
        Rule(
            "superuser-required-fields",
            root: """
                you must use --… with --noinput
                create_superuser() missing
                create_user() missing
                create_superuser() got an unexpected keyword
                create_user() got an unexpected keyword
                has no attribute 'create_superuser'
                has no attribute 'get_by_natural_key'
                does not exist on …required_fields
                must not be included in required_fields
                field must have staff
                create_superuser() takes
                create_user() takes
                superuser must have is_staff
                superuser must have is_superuser
                must be assigned to is_staff
                must be assigned to is_superuser
                the given username must be set
                the given email must be set
                (auth.e001)
                (auth.e002)
                must not be included in 'required_fields'
                """,
            symptom: """
                violates not-null constraint + createsuperuser
                not null constraint failed + createsuperuser
                error: this field cannot be blank + createsuperuser
                users must have a + createsuperuser
                has no field named + createsuperuser
                """),
        Rule(
            "superuser-exists",
            root: """
                error: that …is already taken
                that username is already taken
                that email is already taken
                that email address is already taken
                auth_user_username_key
                """,
            symptom: """
                duplicate key value …username + createsuperuser
                duplicate key value …email + createsuperuser
                unique constraint failed: …username + createsuperuser
                unique constraint failed: …email + createsuperuser
                """),
        Rule(
            "password-too-weak",
            root: """
                this password is too short
                this password is too common
                this password is entirely numeric
                the password is too similar to
                """,
            hint: """
                your password can't be
                """),
        Rule(
            "superuser-missing",
            symptom: """
                please enter the correct …for a staff account
                """),
        Rule(
            "runserver-port-in-use",
            root: """
                that port is already in use
                error: you don't have permission to access that port
                """,
            symptom: """
                address already in use + runserver ! 5432 ! nginx
                already in use: ('…', 8000)
                connection in use: ('
                only one usage of each socket address + django ! 5432
                forbidden by its access permissions + django
                winerror 10013 + django
                :8000: bind: address already in use
                :8000 failed: port is already allocated
                while attempting to bind on address …8000
                listen tcp…:8000: bind
                [errno 98] address already in use + django ! 5432 ! nginx
                [errno 48] address already in use + django ! 5432 ! nginx
                [errno 10048] + django ! 5432
                bind(): address already in use + django ! 5432 ! nginx
                """),
        Rule(
            "disallowed-host",
            root: """
                invalid http_host header
                disallowedhost
                you may need to add …to allowed_hosts
                you must set settings.allowed_hosts
                """,
            hint: """
                bad request (400)
                """),
        Rule(
            "csrf-failed",
            root: """
                csrf verification failed
                origin checking failed
                referer checking failed
                csrf cookie not set
                csrf token missing
                csrf token from post
                forbidden (csrf
                csrf_trusted_origins setting must start with a scheme
                (4_0.e001)
                csrf failed
                there is a genuine cross site request forgery
                """,
            hint: """
                csrf token fail
                csrf error
                csrf…fails when
                csrf…fails for
                csrf…forbidden
                forbidden…csrf
                csrf验证失败
                csrf 验证失败
                csrf検証に失敗
                """),
        Rule(
            "static-root-missing",
            root: """
                without having set the static_root
                static_root setting to a filesystem path
                static_root is not set
                static_root not set
                using the staticfiles app without having
                """),
        Rule(
            "python-module-missing",
            // Every list of time zones has this one: there is no list, neither the system's nor the package tzdata.
            root: """
                no time zone found with key utc
                """,
            // Django's own companions need no other sign that Django is meant.
            hint: """
                no module named 'dj_database_url
                no module named 'dotenv
                no module named 'environ
                no module named 'decouple
                no module named 'rest_framework
                no module named 'corsheaders
                no module named 'crispy_forms
                no module named 'debug_toolbar
                no module named 'whitenoise
                no module named 'storages
                no module named 'allauth
                no module named '…' + django ! psycopg ! mysqldb ! pip ! pymysql ! named '_
                importerror: …no module named + django ! psycopg ! mysqldb ! pip ! pymysql ! named '_
                modulenotfounderror: …no module named + django ! psycopg ! mysqldb ! pip ! pymysql ! named '_
                because pillow is not installed
                cannot import pillow
                gunicorn: command not found
                gunicorn: not found
                command not found: gunicorn
                "gunicorn": executable file not found
                no module named rest_framework
                no module named environ
                no module named decouple
                no module named dotenv
                no module named corsheaders
                no module named crispy_forms
                no module named dj_database_url
                no module named debug_toolbar
                no module named whitenoise
                no module named storages
                no module named allauth
                no module named 'widget_tweaks
                no module named 'ckeditor
                no module named 'import_export
                no module named 'drf_yasg
                no module named 'drf_spectacular
                no module named 'graphene_
                no module named 'channels
                no module named 'jazzmin
                no module named 'taggit
                no module named 'mptt
                no module named 'djoser
                no module named 'knox
                no module named 'phonenumber_field
                no module named 'bootstrap
                no module named 'crispy_bootstrap
                no module named 'simple_history
                no module named 'wagtail
                no module named 'cloudinary
                no module named 'tinymce
                no module named 'haystack
                no module named 'guardian
                no module named 'imagekit
                no module named 'easy_thumbnails
                no module named 'sorl
                no module named 'oauth2_provider
                no module named 'psycopg_pool
                """),
        Rule("file-permission", errnos: [1, 13, 30]),
        // Only who looks at the models and the tables can tell.
        Rule("models-not-migrated"),
        Rule("project-check-failed"),
    ]

    private static let databaseVariables = [
        "db_name", "db_user", "db_pass", "db_host", "db_port", "db_database", "postgres_db", "postgres_user",
        "postgres_pass", "postgres_host", "postgres_port", "pghost", "pguser", "pgpassword", "pgdatabase",
        "database_name", "database_user", "database_pass", "database_host", "database_port",
    ]
}
