// How a failed connection looks, whichever client or framework prints it, and in the languages whose message
// catalogues PostgreSQL ships. Wording before and since version 14.
extension Rule {
    static let connection: [Rule] = [
        Rule(
            "role-expired",
            proof: """
                has an expired password
                hat ein abgelaufenes passwort
                a un mot de passe expiré
                tiene contraseña expirada
                срок действия пароля пользователя "…" истёк
                的密码已过期
                のパスワードは期限切れです
                """),
        Rule(
            "role-missing",
            proof: """
                detail: role "…" does not exist
                detail: user "…" does not exist
                """,
            root: """
                role "…" does not exist ! member of ! has_
                tenant or user not found
                rolle "…" existiert nicht
                rôle "…" n'existe pas
                no existe el rol "…"
                el rol "…" no existe
                role "…" não existe
                роль "…" не существует
                角色 "…" 不存在
                角色"…"不存在
                ロール"…"は存在しません
                ロール "…" は存在しません
                """),
        Rule(
            "role-nologin",
            root: """
                is not permitted to log in
                hat keine berechtigung zum einloggen
                n'est pas autorisé à se connecter
                no se le permite conectarse
                não tem permissão para se conectar
                для роли "…" вход запрещён
                不允许角色 "…" 进行登录
                はログインが許可されません
                """),
        Rule(
            "password-missing",
            root: """
                no password supplied
                client password must be a string
                empty password returned by client
                but no password was provided
                database is uninitialized and superuser password is not specified
                database is uninitialized and password option is not specified
                client gab leeres passwort zurück
                mot de passe vide renvoyé par le client
                el cliente retornó una contraseña vacía
                клиент возвратил пустой пароль
                客户端返回空密码
                クライアントから空のパスワード
                """),
        Rule(
            "peer-ident-auth-failed",
            root: """
                peer authentication failed for user
                ident authentication failed for user
                provided user name (…) and authenticated user name (…) do not match
                peer-authentifizierung für benutzer "…" fehlgeschlagen
                ident-authentifizierung für benutzer "…" fehlgeschlagen
                authentification peer échouée
                authentification ident échouée
                échec de l'authentification ident
                échec de l'authentification peer
                autentificación peer falló
                autentificación ident falló
                autenticación peer
                autenticação do tipo peer falhou
                autenticação do tipo ident falhou
                проверку подлинности (peer)
                проверку подлинности (ident)
                的对等认证失败
                ident 认证失败
                peer 认证失败
                対向(peer)認証に失敗
                のident認証に失敗
                """),
        Rule(
            "pg-hba-no-entry",
            root: """
                no pg_hba.conf entry for
                pg_hba.conf rejects
                no pg_hba.conf entry
                connection is insecure (try using
                ssl connection is required. please specify ssl options
                ssl/tls required
                kein pg_hba.conf-eintrag
                pg_hba.conf lehnt
                aucune entrée dans pg_hba.conf
                pg_hba.conf rejette
                no hay una línea en pg_hba.conf
                pg_hba.conf rechaza
                nenhuma entrada no pg_hba.conf
                nenhuma entrada em pg_hba.conf
                в pg_hba.conf нет записи
                pg_hba.conf отвергает
                pg_hba.conf 条目
                pg_hba.conf 拒绝
                pg_hba.conf 记录
                pg_hba.conf にホスト
                pg_hba.conf エントリ
                """),
        Rule(
            "ssl-not-supported",
            root: """
                server does not support ssl
                ssl is not enabled on the server
                sslmode value "require" invalid when ssl support is not compiled in
                server unterstützt kein ssl
                le serveur ne supporte pas ssl
                el servidor no soporta ssl
                сервер не поддерживает ssl
                服务器不支持 ssl
                サーバーがsslをサポートしていません
                """),
        Rule(
            "driver-too-old",
            root: """
                scram authentication requires libpq version 10
                authentication method 10 not supported
                authentication type 10 is not supported
                unknown authenticationok message type 10
                unsupported authentication method: 10
                unknown authentication type: 10
                scram authentication is not supported
                psycopg2 version … or newer is required
                psycopg version … or newer is required
                psycopg2_version … or newer is required
                """),
        Rule(
            "too-many-connections",
            root: """
                too many clients already
                remaining connection slots are reserved
                too many connections for role
                too many connections for database
                too many connections for "
                fatal: too many connections
                max client connections reached
                maxclientsinsessionmode
                no more connections allowed
                connection limit exceeded for
                zu viele verbindungen + postgres
                désolé, trop de clients
                trop de connexions pour
                demasiados clientes
                demasiadas conexiones para
                muitos clientes conectados
                слишком много клиентов
                слишком много подключений
                客户端连接过多
                クライアント数が多すぎます
                """),
        Rule(
            "server-starting-up",
            root: """
                the database system is starting up
                the database system is in recovery mode
                the database system is not yet accepting connections
                the database system is shutting down
                5432 - rejecting connections
                localhost:… - rejecting connections
                /…:… - rejecting connections
                datenbanksystem startet
                le système de bases de données se lance
                el sistema de base de datos está iniciándose
                o sistema de banco de dados está iniciando
                система баз данных запускается
                数据库系统正在启动
                データベースシステムは起動処理中
                """),
        Rule(
            "database-url-special-chars",
            proof: """
                could not translate host name "…@…"
                """,
            root: """
                port could not be cast to integer value as ! pypi
                invalid integer value "…" for connection option "port"
                invalid percent-encoded token
                possibly because some of its parts …not properly
                net/url: invalid userinfo
                invalid port "…" after host
                first path segment in url cannot contain colon
                invalid url escape
                when looking for matching "]" in ipv6 host address in uri
                invalid port number: "
                '%' must be followed by '%' or '(' + postgres
                invalid interpolation syntax in '…postgres
                error parsing database url
                urierror: uri malformed + postgres
                invalid port number in database url
                """,
            symptom: """
                invalid ipv6 url + postgres
                err_invalid_url + postgres
                typeerror: invalid url + postgres
                """),
        Rule(
            "database-url-invalid",
            root: """
                no support for '…'. we support
                unknownschemeerror
                scheme '…' is unknown
                could not parse rfc1738 url from string
                could not parse sqlalchemy url from string
                missing "=" after "
                can't load plugin: sqlalchemy.dialects:postgres
                invalid uri query parameter
                must start with the protocol 'postgresql://' or 'postgres://'
                must start with the protocol "postgresql://" or "postgres://"
                invalid connection string + postgres
                database_url is not set
                environment variable not found: database_url
                set the database_url environment variable
                database_url not found
                """),
        Rule(
            "wrong-port",
            root: """
                received invalid response to ssl negotiation
                received invalid response to sslrequest
                expected authentication request from server, but received
                invalid response to ssl negotiation
                """,
            symptom: """
                port 5432 failed: connection refused + other-port
                .s.pgsql.5432…no such file or directory + other-port
                """),
        Rule(
            "host-unresolvable",
            root: """
                could not translate host name
                konnte hostnamen "…" nicht in adresse übersetzen
                n'a pas pu traduire le nom d'hôte
                no se pudo traducir el nombre
                não pôde traduzir nome
                преобразовать имя "…" в адрес
                无法解释主机名
                ホスト名"…"をアドレスに変換できません
                could not resolve host address + postgres
                unknownhostexception + postgres
                getaddrinfo enotfound + postgres ~ other-host
                getaddrinfo eai_again + postgres ~ other-host
                failed to resolve host '
                [errno 11001] getaddrinfo failed + postgres ~ pip ~ other-host
                lookup …: no such host + postgres ~ other-host
                socket.gaierror + postgres ~ pip ~ other-host
                """,
            symptom: """
                name or service not known + postgres ~ pip ~ other-host
                nodename nor servname provided + postgres ~ pip ~ other-host
                temporary failure in name resolution + postgres ~ pip ~ other-host
                no such host is known + postgres ~ pip ~ other-host
                name does not resolve + postgres ~ pip ~ other-host
                """),
        Rule(
            "password-auth-failed",
            proof: """
                detail: password does not match for user
                """,
            root: """
                password authentication failed
                fatal: wrong password
                fatal: sasl authentication failed
                invalidpassworderror
                authentication failed against database server
                passwort-authentifizierung für benutzer "…" fehlgeschlagen
                authentification par mot de passe échouée
                échec de l'authentification par mot de passe
                autentificación password falló
                la autentificación password
                autenticação do tipo senha falhou
                autenticação por senha falhou
                autenticação de senha falhou
                проверку подлинности (по паролю)
                по паролю (password) не прош
                的密码认证失败
                密码认证失败
                password 认证失败
                パスワード認証に失敗
                """),
        Rule(
            "database-missing",
            root: """
                database "…" does not exist ! dropdb ! removal failed
                we could not find your database
                database '…' does not exist + postgres
                datenbank "…" existiert nicht
                la base de données "…" n'existe pas
                no existe la base de datos "…"
                la base de datos "…" no existe
                banco de dados "…" não existe
                база данных "…" не существует
                数据库 "…" 不存在
                数据库"…"不存在
                データベース"…"は存在しません
                """),
        Rule(
            "socket-path-mismatch",
            root: """
                /var/pgsql_socket/.s.pgsql
                """,
            symptom: """
                .s.pgsql.…no such file or directory + running
                accepting connections on unix domain socket + running
                accepting connections on that socket + running
                """),
        Rule(
            "server-closed-connection",
            symptom: """
                server closed the connection unexpectedly
                terminating connection due to administrator command
                terminating connection because of crash of another server process
                ssl syscall error: eof detected
                could not send data to server
                no connection to the server + postgres
                ssl connection has been closed unexpectedly
                connection terminated unexpectedly
                consuming input failed
                could not receive data from server: connection reset
                could not receive data from server: software caused
                server conn crashed
                connectiondoesnotexisterror: connection was closed in the middle
                der server beendete die verbindung unerwartet
                server beendete verbindung unerwartet
                le serveur a fermé la connexion de façon inattendue
                el servidor cerró la conexión inesperadamente
                o servidor fechou a conexão inesperadamente
                сервер неожиданно закрыл соединение
                服务器意外地关闭了联接
                服务器意外关闭了连接
                サーバーが予期せず接続をクローズ
                サーバが予期せず接続を
                """,
            hint: """
                interfaceerror…connection already closed
                operationalerror: the connection is closed
                interfaceerror: cursor already closed
                the connection is lost + psycopg
                connection reset by peer + postgres ~ pip ~ other-server
                an i/o error occurred while sending to the backend
                """),
        Rule(
            "connection-timeout",
            symptom: """
                timeout expired + postgres ! login timeout
                failed: timeout expired
                connection timeout expired + postgres
                could not connect to server: connection timed out
                could not connect to server: operation timed out
                failed: connection timed out + postgres
                failed: operation timed out + postgres
                no route to host + postgres ~ pip
                network is unreachable + postgres ~ pip
                0x0000274c
                connect etimedout …5432
                5432: i/o timeout
                5432: connect: connection timed out
                5432: connect: operation timed out
                timeout: timed out + connecting
                connection attempt timed out + postgres
                sockettimeoutexception: connect timed out + postgres
                timeout abgelaufen
                le délai est dépassé
                tiempo de espera agotado + postgres
                tempo de espera esgotado + postgres
                время ожидания истекло + postgres
                connection timed out … 5432
                """,
            hint: """
                connection timed out + postgres ~ pip ~ other-server ~ other-host
                operation timed out + postgres ~ pip ~ other-server ~ other-host
                """),
        Rule(
            "postgres-not-running",
            symptom: """
                could not connect to server: connection refused
                could not connect to server: no such file or directory
                could not connect to server + postgres ! curl
                could not connect to postgres
                is the server running on host
                is the server running on that host
                is the server running locally
                connection to server at …refused
                connection to server on socket …no such file or directory
                connection to server on socket …connection refused
                .s.pgsql.…no such file or directory
                .s.pgsql.…connection refused
                econnrefused …5432
                5432: connect: connection refused
                connection to …:5432 refused
                connect call failed …5432
                5432 - no response
                localhost:… - no response
                127.0.0.1:… - no response
                 - no response + postgres
                can't reach database server at ! 3306 ! 27017 ! 1433
                connection refused …5432
                5432 …connection refused
                pg_ctl: no server running
                no postgresql clusters exist
                (0x0000274d/10061)
                konnte nicht mit dem server verbinden
                läuft der server auf
                läuft der server lokal
                verbindung zum server auf "…fehlgeschlagen
                verbindung zum server auf socket
                n'a pas pu se connecter au serveur
                le serveur est-il actif
                la connexion au serveur sur "…a échoué
                la connexion au serveur sur le socket
                no se pudo conectar con el servidor
                ¿está el servidor
                falló la conexión al servidor
                não pôde conectar ao servidor
                não foi possível conectar ao servidor
                não foi possível conectar-se ao servidor
                o servidor está executando
                o servidor está rodando
                conexão com servidor
                подключиться к серверу
                он действительно работает
                无法联接到服务器
                无法连接到服务器
                服务器是否在
                连接到套接字 "…" 上的服务器失败
                连接到"…"上的服务器
                服务器是在本地运行
                サーバに接続できません
                サーバーに接続できません
                のサーバーへの接続に失敗
                サーバーは動作していますか
                サーバはローカルで稼動
                """,
            hint: """
                pg_isready …no response
                connection refused + postgres ~ other-server ~ other-host
                actively refused + postgres ~ other-server ~ other-host
                econnrefused + postgres ~ other-server ~ other-host
                pg::connectionbad
                """),
    ]
}
