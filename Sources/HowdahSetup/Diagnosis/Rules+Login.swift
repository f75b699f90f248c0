// How a server answers that was reached and lets nobody in, whichever client or framework prints it, and in the
// languages whose message catalogues PostgreSQL ships. Wording before and since version 14.
extension Rule {
    static let login: [Rule] = [
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
                fatal: no such user
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
                il ruolo "…" non esiste
                "…" rolü mevcut değil
                "…" 롤(role) 없음
                rola "…" nie istnieje
                роль "…" не існує
                rollen "…" finns inte
                fatal: no existe el rol
                fatal: rolle …existiert nicht
                fatal: le r…le …n'existe pas
                fatal: role …does not exist
                fatal: user …does not exist
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
                but the password is an empty string
                no password has been provided but the backend requires
                scram-server-first-message: client password must be
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
                autenticazione peer fallita
                autenticazione ident fallita
                사용자의 peer 인증을 실패
                사용자의 ident 인증을 실패
                could not connect to ident server
                """,
            symptom: """
                peer authentication failed
                ident authentication failed
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
                fatal: must use ssl
                fatal: ssl connection is required
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
                nessuna voce in pg_hba.conf
                pg_hba.conf 파일에
                \u{FFFD} pg_hba.conf
                """,
            symptom: """
                was denied access on the database + postgres
                connection requires a valid client certificate
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
                rejected ssl upgrade
                server refused tls connection
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
                unknown authenticationok message type
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
                autenticazione con password fallita
                kullanıcısı için şifre doğrulaması
                사용자의 password 인증을 실패
                autoryzacja hasłem nie powiodła
                lösenordsautentisering misslyckades
                autentificaci…n password fall…para el usuario ! \u{FFFD}
                authentification par mot de passe …chou…e pour l ! \u{FFFD}
                passwort-authentifizierung f…r benutzer …fehlgeschlagen ! \u{FFFD}
                autentica…o do tipo senha falhou ! \u{FFFD}
                autentica…o por senha falhou ! \u{FFFD}
                """,
            symptom: """
                autentificaci…fall…para el usuario
                \u{FFFD} password …\u{FFFD}
                """),
        Rule(
            "database-missing",
            root: """
                database "…" does not exist ! dropdb ! removal failed ! make sure that the name ! not authorized
                we could not find your database
                error: no such database: 
                datenbank "…" existiert nicht
                la base de données "…" n'existe pas
                no existe la base de datos "…"
                la base de datos "…" no existe
                banco de dados "…" não existe
                база данных "…" не существует
                数据库 "…" 不存在
                数据库"…"不存在
                データベース"…"は存在しません
                il database "…" non esiste
                "…" veritabanı mevcut değil
                "…" 데이터베이스 없음
                baza danych "…" nie istnieje
                база даних "…" не існує
                databasen "…" finns inte
                fatal: no existe la base de datos
                fatal: datenbank …existiert nicht
                fatal: la base de donn…n'existe pas
                fatal: banco de dados …o existe
                fatal: database …does not exist
                """,
            hint: """
                the database does not exist + postgres
                fatal: database does not exist
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
                """,
            hint: """
                timed out fetching a new connection from the connection pool ~ other-server
                queuepool limit of size ~ other-server
                too many connections + postgres ~ other-server
                timeout acquiring a connection. the pool is probably full ~ other-server
                could not obtain a connection from the pool within ~ other-server
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
    ]
}
