// What the server itself says when it starts and runs.
extension Rule {
    static let server: [Rule] = [
        Rule(
            "run-as-root",
            root: """
                cannot be run as root + postgres
                "root" execution of the postgresql server is not permitted
                execution of postgresql by a user with administrative permissions
                kann nicht als root ausgeführt werden + postgres
                ne peut pas être exécuté en tant que root
                no se puede ejecutar como "root"
                não pode ser executado como root
                программу не должен запускать root
                不能以 root 身份运行
                root では実行できません
                """),
        Rule(
            "stale-postmaster-pid",
            root: """
                postmaster.pid" already exists
                postmaster.pid" existiert bereits
                postmaster.pid" existe déjà
                postmaster.pid" ya existe
                postmaster.pid" já existe
                postmaster.pid" уже существует
                postmaster.pid" 已
                postmaster.pid"はすでに存在
                running in data directory ! stop
                bogus data in lock file
                pre-existing shared memory block
                lock file "postmaster.pid" is empty
                removing stale … postmaster.pid
                found stale … postmaster.pid
                stale postmaster.pid
                old postmaster.pid
                data directory lock file is invalid
                """,
            hint: """
                another server might be running
                postmaster.pid ! cleaning
                """),
        Rule(
            "pg-port-in-use",
            root: """
                could not bind …address already in use
                could not bind …only one usage of each socket address
                is another postmaster already running on port
                port conflict: another instance is already running
                .s.pgsql.…lock" already exists
                could not open lock file "….s.pgsql.…permission denied
                5432 failed: port is already allocated
                5432: bind: address already in use
                :5432 …address already in use
                5432: listen …address already in use
                ports are not available: …5432
                could not create any tcp/ip sockets
                port 5432 is already in use
                port 5432 is in use
                port 5432 already in use
                failed to bind host port …5432
                failed to bind port …5432
                bind for …:5432
                :5432: bind: an attempt was made to access a socket
                konnte keine tcp/ip-sockets erstellen
                läuft bereits ein anderer postmaster
                un autre postmaster fonctionne
                n'a pas pu créer de socket tcp/ip
                hay otro postmaster en ejecución
                no se pudo crear ningún socket tcp/ip
                outro postmaster executando na porta
                занят другим процессом postmaster
                不管有没有其他的 postmaster
                是否已有另一个 postmaster
                他にpostmasterがポート
                port 5432 is not available
                port 5432 is taken
                port 5432 is occupied
                port 5432 is already being used
                port 5432 is being used
                already running on port 5432
                already listening on port 5432
                postgres port is already in use
                postgresql port is already in use
                port 5432 is not free
                is another postmaster (pid …using socket file
                """,
            symptom: """
                port is already allocated …5432
                5432 …port is already allocated
                could not bind ipv + postgres
                could not bind unix + postgres
                bind: address already in use + postgres ~ runserver
                """),
        Rule(
            "data-dir-permissions",
            root: """
                data directory "…" has wrong ownership
                has invalid permissions + postgres
                has group or world access ! password file + postgres
                permissions should be u=rwx (0700)
                the server must be started by the user that owns the data directory
                could not change permissions of directory
                could not access directory "…permission denied + postgres
                could not create directory "…permission denied + postgres
                could not open directory "…permission denied + postgres
                could not open file "…permission denied + postgres ! for reading ! for writing
                could not write to file "…operation not permitted + postgres
                could not create lock file "…permission denied
                could not open file "global/…permission denied
                could not open file "base/…permission denied
                could not open file "pg_…permission denied
                could not open log file "…permission denied
                could not open logfile
                could not open configuration file …permission denied
                mkdir: cannot create directory '…postgres…permission denied
                mkdir: cannot create directory '…pgdata…permission denied
                could not set permissions of directory
                initdb: …could not create directory …permission denied
                could not access the server configuration file …permission denied
                hat falschen eigentümer
                hat ungültige zugriffsrechte
                a un mauvais propriétaire
                a des permissions non valides
                tiene dueño equivocado
                tiene permisos no válidos
                владелец каталога данных
                для каталога данных "…" установлены
                数据目录 "…" 的所有者
                数据目录 "…" 的权限无效
                データディレクトリ"…"の所有者
                データディレクトリ"…"の権限
                mkdir: cannot create directory '…pgsql…permission denied
                creating mount source path '…postgres…permission denied
                cannot create …logfile: permission denied + postgres
                could not open pid file "…permission denied
                could not create …postgresql…permission denied ! site-packages ! dist-packages
                failed to reset the acl + postgres
                failed to remove inherited acls + postgres
                failed to initialise the database cluster with initdb…permission
                """,
            // Where a container may not, it says so and mostly goes on.
            symptom: """
                chown: …postgresql…operation not permitted
                chown: …pgdata…operation not permitted
                chmod: …postgresql…operation not permitted
                chmod: …pgdata…operation not permitted
                chown: …postgres…permission denied
                chmod: …postgresql…permission denied
                chmod: …pgdata…permission denied
                """),
        Rule(
            "data-dir-not-empty",
            root: """
                exists but is not empty + postgres
                data directory is not empty! + postgres
                existiert aber ist nicht leer + postgres
                existe mais n'est pas vide + postgres
                existe pero no está vacío + postgres
                existe mas não está vazio + postgres
                существует, но он не пуст + postgres
                已存在，但不为空
                存在しますが、空ではありません
                data directory …is not empty + postgres
                it contains a lost+found directory
                it contains a dot-prefixed/invisible file
                cluster configuration already exists
                """),
        Rule(
            "data-dir-version-mismatch",
            root: """
                database files are incompatible with server
                data directory was initialized by postgresql version
                an old version of the database format was found
                in 18+, these docker images are configured
                to rootfs at "/var/lib/postgresql/data"
                there appears to be postgresql data in
                datenbankdateien sind inkompatibel
                les fichiers de la base de données sont incompatibles
                los archivos de base de datos son incompatibles
                файлы базы данных несовместимы с сервером
                数据库文件和服务器不兼容
                データベースファイルがサーバーと互換性
                was initialized with pg_control_version
                was initialized with catalog_version_no
                it looks like you need to initdb
                you need to upgrade the data format
                result of upgrading the docker image without upgrading the underlying database
                """),
        Rule(
            "encoding-template-mismatch",
            root: """
                new encoding (…) is incompatible
                new collation (…) is incompatible
                new lc_ctype (…) is incompatible
                new locale provider (…) does not match
                use the same encoding as in the template database
                use the same collation as in the template database
                encoding "…" does not match locale
                chosen lc_ctype setting requires encoding
                neue kodierung (…) ist inkompatibel
                neue sortierreihenfolge (…) ist inkompatibel
                le nouvel encodage (…incompatible
                le nouveau tri (…incompatible
                la nueva codificación (…) es incompatible
                la nueva "collation" (…) es incompatible
                новая кодировка (…) несовместима
                новое правило сортировки (…) несовместимо
                新编码（…）与模板数据库
                新しい符号化方式(
                新しい照合順序(
                initdb: encoding mismatch
                is not a valid server encoding name
                is not a valid encoding name
                initdb: error: encoding mismatch
                selected locale uses (…) do not match
                locale providers for database "…" do not match
                encodings for database "…" do not match
                lc_collate values for database "…" do not match
                lc_ctype values for database "…" do not match
                """,
            hint: """
                has no equivalent in encoding
                database has incorrect collation of
                'collate' is set to '
                """),
        Rule(
            "locale-invalid",
            root: """
                invalid locale name
                invalid lc_…locale name
                invalid locale settings; check lang
                the locale requested by the environment is invalid
                invalid value for parameter "lc_
                which is not recognized by setlocale()
                database locale is incompatible with operating system
                ungültiger locale-name
                nom de locale "…" invalide
                nombre de configuración regional "…" no es válido
                nome de configuração regional "…" é inválido
                ошибочное имя локали
                无效的区域设置名称
                ロケール名"…"は不正
                locale name "…" contains non-ascii
                could not create locale "
                no usable system locales were found
                cannot set lc_…to default locale: no such file + postgres
                """,
            symptom: """
                could not determine encoding for locale
                could not find suitable encoding for locale
                """,
            hint: """
                setting locale failed + postgres
                unsupported locale setting + postgres
                cannot change locale + postgres
                """),
        Rule(
            "shared-memory-limit",
            root: """
                could not resize shared memory segment
                could not create shared memory segment
                could not map anonymous shared memory
                could not map dynamic shared memory
                failed system call was shmget
                out of shared memory
                konnte größe des shared-memory-segments
                konnte shared-memory-segment nicht erzeugen
                retailler le segment de mémoire partagée
                créer le segment de mémoire partagée
                redimensionar el segmento de memoria compartida
                crear el segmento de memoria compartida
                сегмент разделяемой памяти
                无法创建共享内存段
                无法调整共享内存段
                共享内存段 "…" 的大小
                共有メモリセグメント
                """),
        Rule(
            "disk-full", errnos: [28, 122],
            root: """
                no space left on device + postgres ! shared memory
                could not write …no space left on device
                no space left on device + django ! shared memory
                no space left on device + pypi
                could not extend file
                disk quota exceeded
                no space left on disk
                check free disk space
                there is not enough space on the disk
                auf dem gerät ist kein speicherplatz mehr
                kein weiterer speicherplatz
                aucun espace disponible sur le périphérique
                no queda espacio en el dispositivo
                não há espaço disponível no dispositivo
                на устройстве не осталось свободного места
                不能扩展文件
                设备上没有空间
                デバイスに空き領域がありません
                could not install packages due to …no space left on device
                no space left on device + pip
                """),
        Rule(
            "out-of-memory",
            root: """
                error: out of memory + postgres
                fatal: out of memory + postgres
                detail: failed on request of size
                invalid memory alloc request size
                cannot allocate memory + postgres
                could not fork new process for connection
                """,
            symptom: """
                was terminated by signal 9: killed
                """),
        Rule(
            "collation-version-mismatch",
            symptom: """
                template database "…" has a collation version
                """,
            hint: """
                has a collation version mismatch
                was created using collation version
                has no actual collation version, but a version was recorded
                collation version mismatch
                refresh collation version
                """),
    ]
}
