// Python, pip, environments and the adapter.
extension Rule {
    static let python: [Rule] = [
        Rule(
            "pep668-externally-managed",
            root: """
                externally-managed-environment
                this environment is externally managed
                is externally managed
                passing --break-system-packages
                see pep 668 for the detailed
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
                unable to find 'pg_config' file
                """,
            hint: """
                egg_info" failed with error code 1 in …psycopg2
                pip-egg-info…psycopg
                pip-install-…psycopg
                egg_info exited with 1 + psycopg
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
                symbol(s) not found for architecture + psycopg
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
                failed to build "psycopg
                failed to build psycopg
                an error occurred while installing psycopg
                psycopgmodule.c
                installing psycopg…failed
                running setup.py install for psycopg2…error
                running setup.py install for psycopg2 did not run
                failed building wheel for psycopg
                failed with error code 1 in …psycopg2
                ailed with error code 1 in …psycopg2
                error: failed-wheel-build-for-install + psycopg
                unable to build wheel + psycopg
                failed to build installable wheels…psycopg
                building wheel for psycopg…did not run successfully
                building wheel for psycopg…error
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
                undefined symbol…_psycopg
                _psycopg…undefined symbol
                _psycopg…incompatible architecture
                libpq.so.5: symbol
                library not loaded + postgres
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
                no module named 'asyncpg'
                no module named asyncpg
                psycopg2 module is required
                psycopg2 is not installed
                psycopg2 or psycopg is required
                no module named 'psycopg2.
                """,
            hint: """
                psycopg…is not installed
                psycopg…not installed
                psycopg…is missing ! pg_config ! header
                missing psycopg
                psycopg2 not found
                cannot import psycopg
                could not import psycopg
                unable to import psycopg
                failed to import psycopg
                problem importing psycopg
                problems loading …psycopg
                error importing psycopg
                """),
        Rule(
            "pip-or-venv-missing",
            root: ["pip", "pip3", "virtualenv", "pipenv"].flatMap(noCommand).joined(separator: "\n") + "\n" + """
                ensurepip is not available
                was not created successfully because ensurepip
                no module named pip
                no module named 'pip'
                no module named venv
                no module named 'venv'
                no module named ensurepip
                no module named 'ensurepip'
                '-im', 'ensurepip'
                '-m', 'ensurepip'
                no module named virtualenv
                the program 'pip
                """,
            hint: ["pip", "pip3", "virtualenv"].flatMap(noCommandInWords).joined(separator: "\n")),
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
                winerror 5] …site-packages
                could not create '/usr/…python…permission denied
                environmentnotwritableerror
                failed to remove file "…site-packages…permission denied
                failed to create …site-packages…permission denied
                remove files in install directory
                does not have write permissions to the target environment
                """,
            hint: """
                consider using the "--user" option
                """),
        Rule(
            "pip-network",
            root: """
                could not fetch url https
                download error on http…pypi
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
                all attempts to connect to pypi
                all attempts to connect to files.pythonhosted
                condahttperror
                connection failed for url <https://repo.anaconda
                connection failed for url <https://conda.anaconda
                is not a trusted or secure host
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
                network is unreachable + pypi
                connection reset by peer + pypi
                connectionreseterror + pypi
                connection aborted + pypi
                remotedisconnected + pypi
                remote end closed connection + pypi
                incompleteread + pypi
                unable to get local issuer certificate + pypi
                wrong_version_number + pypi
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
                version solving failed
                packagesnotfounderror
                resolutionimpossible
                have conflicting dependencies
                requires python '…but the running python is
                is not a supported wheel on this platform
                could not find a version that matches
                unable to find installation candidates for
                has no wheels with a matching python
                could not find suitable distribution for
                was not found in the package registry
                unsatisfiableerror
                resolvepackagenotfound
                we can conclude that your project's requirements are unsatisfiable
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
                scripts/activate: no such file
                activate.ps1: no such file
                no such file or directory: …env/bin/
                /bin/pip: cannot execute: required file not found
                /bin/pip3: cannot execute: required file not found
                /bin/django-admin: cannot execute: required file not found
                could not find platform independent libraries
                library not loaded: @executable_path/../python
                library not loaded: …python.framework
                library not loaded: @executable_path/../.python
                no module named 'encodings'
                error: [errno 13] permission denied: '…env/bin/python
                the system cannot find the path specified + venv
                """,
            hint: """
                libpython…cannot open shared object file
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
                syntaxerror: invalid syntax @ manage.py
                """,
            symptom: """
                syntaxerror: @ site-packages ! templatesyntaxerror ! parsersyntaxerror
                syntaxerror: @ dist-packages ! templatesyntaxerror ! parsersyntaxerror
                syntaxerror: @ /django/ ! templatesyntaxerror ! parsersyntaxerror
                has no attribute 'lru_cache'
                module 'collections' has no attribute + django
                cannot import name '…' from 'collections' + django
                no module named 'zoneinfo' + django
                no module named zoneinfo + django
                generator expression must be parenthesized
                unsupported operand type(s) for |: 'type' @ site-packages
                cannot import name '…' from 'typing' + django
                """),
        Rule(
            "python-missing",
            hint: ["python", "python3"].flatMap(noCommand).map { $0 + " ! npm" }.joined(separator: "\n") + "\n" + """
                python3.…: command not found
                bin/python2.…: no such file
                bin/python3.…: no such file
                'py' is not recognized
                env: 'python': no such file
                env: 'python3': no such file
                env: python: no such file
                env: python3: no such file
                make: python: no such file
                make: python3: no such file
                python was not found; run without arguments
                no suitable python runtime found
                no installed python found
                requested python version (…) is not installed
                can't find a default python
                """),
        Rule(
            "venv-not-active",
            root: ["django-admin", "django-admin.py", "django-admin-script.py"].flatMap(noCommand).joined(
                separator: "\n") + "\n" + """
                    couldn't import django
                    no module named 'django'
                    no module named "django"
                    no module named django ! django_ ! django-
                    no module named django.core
                    no module named 'django.core
                    the program 'django-admin
                    """,
            symptom: """
                activate.ps1 cannot be loaded because running scripts is disabled
                activate.ps1 cannot be loaded. the file …is not digitally signed
                about_execution_policies + venv
                ausführung von skripts auf diesem system deaktiviert + venv
                exécution de scripts est désactivée sur ce système + venv
                ejecución de scripts está deshabilitada en este sistema + venv
                execução de scripts foi desabilitada neste sistema + venv
                выполнение сценариев отключено в этой системе + venv
                因为在此系统上禁止运行脚本 + venv
                you must 'source' this script + venv
                """,
            hint: noCommandInWords("django-admin").joined(separator: "\n") + "\n" + """
                django is not installed
                no module called django
                """),
    ]
}
