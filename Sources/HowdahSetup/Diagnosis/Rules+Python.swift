// Python, pip, environments and the adapter.
extension Rule {
    static let python: [Rule] = [
        Rule(
            "pep668-externally-managed",
            root: """
                externally-managed-environment
                this environment is externally managed
                """),
        Rule(
            "pg-config-missing",
            root: """
                pg_config executable not found
                pg_config: not found
                pg_config: command not found
                pg_config is required to build
                pg_config not found
                you need to install postgresql-server-dev
                no such file or directory: 'pg_config'
                'pg_config' is not recognized
                """),
        Rule(
            "build-headers-missing",
            root: """
                python.h: no such file
                'python.h' file not found
                cannot open include file: 'python.h'
                libpq-fe.h: no such file
                'libpq-fe.h' file not found
                cannot open include file: 'libpq-fe.h'
                libpq-fe.h
                pg_config.h: no such file
                library not found for -lssl
                library 'ssl' not found
                library not found for -lpq
                cannot find -lpq
                cannot find -lssl + psycopg
                """,
            symptom: """
                missing some prerequisite to build the package
                unable to execute 'gcc' + psycopg
                unable to execute 'x86_64-linux-gnu-gcc' + psycopg
                unable to execute 'cc' + psycopg
                command 'gcc' failed + psycopg
                gcc' failed + psycopg
                command 'cc' failed + psycopg
                command 'clang' failed + psycopg
                clang' failed + psycopg
                microsoft visual c++ …is required + psycopg
                """,
            hint: """
                failed building wheel for psycopg2
                could not build wheels for psycopg2
                failed to build psycopg2
                """),
        Rule(
            "driver-library-broken",
            root: """
                importerror: libpq
                libpq.so.5: cannot open shared object
                libpq.so.5: undefined symbol
                libpq.so.5: version
                libpq.5.dylib
                dll load failed …_psycopg
                dll load failed …psycopg
                dll load failed + psycopg ! gdal
                no module named 'psycopg2._psycopg'
                no module named psycopg2._psycopg
                symbol not found …_pq
                symbol not found + psycopg
                no suitable image found + psycopg
                undefined symbol: pq
                undefined symbol …_psycopg
                _psycopg …undefined symbol
                _psycopg …incompatible architecture
                incompatible architecture + psycopg
                wrong architecture + psycopg
                no pq wrapper available
                libpq library not found
                couldn't import psycopg 'c' implementation
                couldn't import psycopg 'binary' implementation
                image not found + psycopg
                library not loaded + psycopg
                cannot open shared object file + psycopg
                """),
        Rule(
            "psycopg-not-installed",
            symptom: """
                error loading psycopg2 or psycopg module
                error loading psycopg2 module
                error loading psycopg module
                no module named 'psycopg2'
                no module named "psycopg2"
                no module named psycopg2
                no module named 'psycopg'
                no module named psycopg
                no module named 'psycopg2.extensions'
                package 'psycopg2' is not installed
                failed to import the required python library (psycopg
                the 'psycopg…distribution was not found
                """),
        Rule(
            "pip-or-venv-missing",
            root: """
                ensurepip is not available
                was not created successfully because ensurepip
                no module named pip
                no module named 'pip'
                no module named venv
                no module named 'venv'
                no module named ensurepip
                no module named 'ensurepip'
                pip: command not found
                pip3: command not found
                pip: not found
                pip3: not found
                command not found: pip
                unknown command: pip
                command 'pip' not found
                command 'pip3' not found
                'pip' is not recognized
                'pip3' is not recognized
                the term 'pip' is not recognized
                '-im', 'ensurepip'
                '-m', 'ensurepip'
                virtualenv: command not found
                command not found: virtualenv
                no module named virtualenv
                'virtualenv' is not recognized
                """),
        Rule(
            "pip-permission-denied",
            root: """
                could not install packages due to …permission denied
                could not install packages due to …access is denied
                permission denied: '/usr/local/lib/python
                permission denied: '/usr/lib/python
                permission denied: '/library/python
                permission denied: '…site-packages
                permission denied: '…dist-packages
                access is denied: '…site-packages
                """,
            hint: """
                consider using the `--user` option
                consider using the "--user" option
                """),
        Rule(
            "pip-network",
            root: """
                could not fetch url https
                there was a problem confirming the ssl certificate
                ssl module in python is not available
                because the ssl module is not available + pip
                newconnectionerror + pypi
                connecttimeouterror + pypi
                readtimeouterror + pypi
                read timed out + pypi
                max retries exceeded + pypi
                retrying (retry(total + pypi
                proxyerror + pypi
                tunnel connection failed + pypi
                certificate_verify_failed + pypi
                certificate verify failed + pypi
                unknownissuer
                could not install packages due to …tls ca certificate bundle
                failed to fetch …pypi
                error sending request for url …pypi
                failed to download …dns
                """,
            symptom: """
                temporary failure in name resolution + pypi
                name or service not known + pypi
                getaddrinfo failed + pypi
                nodename nor servname provided + pypi
                failed to establish a new connection + pypi
                exceptions.sslerror + pypi
                connection timed out + pypi
                error sending request + pypi
                failed to fetch + pypi
                """),
        Rule(
            "no-matching-distribution",
            symptom: """
                no matching distribution found
                could not find a version that satisfies
                no solution found when resolving
                is not compatible with some of the required packages python
                requires a different python
                ignored the following versions that require a different python
                """),
        Rule(
            "venv-broken",
            root: """
                env/bin/…bad interpreter
                python…: bad interpreter: no such file
                no python at '
                unable to create process using '
                unable to create process using "
                failed to locate pyvenv.cfg
                did not find executable at
                env/bin/python: no such file or directory
                env/bin/python3: no such file or directory
                bin/activate: no such file or directory
                no such file or directory: …env/bin/
                /bin/pip: cannot execute: required file not found
                /bin/pip3: cannot execute: required file not found
                /bin/django-admin: cannot execute: required file not found
                could not find platform independent libraries
                library not loaded: @executable_path/../python
                library not loaded: …python.framework
                """),
        Rule(
            "wrong-python-version",
            root: """
                invalid syntax + from-exc
                unsupported python version
                this version of django requires python
                python … or later is required + django
                no module named 'cgi' @ /django/
                no module named 'distutils @ /django/
                """,
            symptom: """
                syntaxerror: @ site-packages ! templatesyntaxerror ! parsersyntaxerror
                syntaxerror: @ dist-packages ! templatesyntaxerror ! parsersyntaxerror
                syntaxerror: @ /django/ ! templatesyntaxerror ! parsersyntaxerror
                has no attribute 'lru_cache'
                """),
        Rule(
            "python-missing",
            hint: """
                python: command not found ! npm
                python3: command not found
                python3.…: command not found
                command not found: python
                unknown command: python
                python: not found ! npm
                python3: not found
                command 'python' not found
                command 'python3' not found
                'python' is not recognized
                'python3' is not recognized
                'py' is not recognized
                env: 'python': no such file
                env: 'python3': no such file
                env: python: no such file
                env: python3: no such file
                make: python: no such file
                make: python3: no such file
                "python": executable file not found
                "python3": executable file not found
                usr/bin/python: no such file
                usr/bin/python3: no such file
                no such file or directory: 'python'
                no such file or directory: 'python3'
                python was not found; run without arguments
                """),
        Rule(
            "venv-not-active",
            root: """
                couldn't import django
                no module named 'django'
                no module named "django"
                no module named django ! django_ ! django-
                no module named django.core
                no module named 'django.core
                django-admin: command not found
                django-admin.py: command not found
                command not found: django-admin
                unknown command: django-admin
                command 'django-admin' not found
                django-admin: not found
                'django-admin' is not recognized
                the term 'django-admin' is not recognized
                'django-admin.py' is not recognized
                """),
    ]
}
