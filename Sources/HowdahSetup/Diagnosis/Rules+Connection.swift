// How a server looks that cannot be reached, or is lost on the way; in the same languages as `Rules+Login`.
extension Rule {
    static let connection: [Rule] = [
        Rule(
            "connection-option-unknown",
            root: """
                invalid connection option "
                invalid dsn: invalid connection option
                """),
        Rule(
            "database-url-special-chars",
            proof: """
                could not translate host name "…@…"
                """,
            root: """
                port could not be cast to integer value as ! pypi ! 'none'
                invalid integer value "…" for connection option "port" ! value "none"
                invalid percent-encoded token
                possibly because some of its parts …not properly
                net/url: invalid userinfo
                invalid port "…" after host
                first path segment in url cannot contain colon
                invalid url escape
                when looking for matching "]" in ipv6 host address in uri
                invalid port number: " ! "none"
                '%' must be followed by '%' or '(' + postgres
                invalid interpolation syntax in '…postgres
                error parsing database url
                urierror: uri malformed + postgres
                invalid port number in database url
                invalid literal for int() with base 10 @ dj_database_url
                invalid literal for int() with base 10 @ urllib + django
                invalid literal for int() with base 10 @ urllib\\parse + django
                """,
            symptom: """
                invalid ipv6 url + postgres
                err_invalid_url + postgres
                typeerror: invalid url + postgres
                """),
        Rule(
            "database-url-invalid",
            root: unset("database_url").map { $0 + " ! dj_database_url" }.joined(separator: "\n") + "\n" + """
                no support for '…'. we support
                unknownschemeerror
                scheme '…' is unknown
                could not parse rfc1738 url from string
                could not parse sqlalchemy url from string
                missing "=" after "
                can't load plugin: sqlalchemy.dialects:po
                invalid uri query parameter
                must start with the protocol 'postgresql://' or 'postgres://'
                must start with the protocol "postgresql://" or "postgres://"
                invalid connection string + postgres
                environment variable not found: database_url
                database_url is empty
                no database host or connection string was set
                keyerror: @ dj_database_url
                keyerror: '' @ environ
                'nonetype' object has no attribute @ dj_database_url
                port could not be cast to integer value as 'none'
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
                lookup …: server misbehaving + postgres ~ other-host
                : non-existing domain + postgres ~ other-host ~ other-server
                socket.gaierror + postgres ~ pip ~ other-host ~ other-server
                socket.gaierror + connecting
                [errno -3] try again + postgres ~ pip ~ other-host
                [errno -3] try again + psycopg
                could not translate hostname
                """,
            symptom: """
                name or service not known + postgres ~ pip ~ other-host ~ other-server
                nodename nor servname provided + postgres ~ pip ~ other-host ~ other-server
                temporary failure in name resolution + postgres ~ pip ~ other-host ~ other-server
                no such host is known + postgres ~ pip ~ other-host
                name does not resolve + postgres ~ pip ~ other-host ~ other-server
                """),
        Rule(
            "socket-path-mismatch",
            // Before what is said of any server that is not found.
            root: """
                /var/pgsql_socket/.s.pgsql
                .s.pgsql.…no such file or directory ! lock file + running
                connections on unix domain socket + running
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
                connection was closed in the middle of operation
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
                terminating connection due to idle
                ssl syscall error
                ssl error: decryption failed or bad record mac
                ssl error: bad record mac
                alert bad record mac
                lost synchronization with server
                and no message from the libpq
                """,
            hint: """
                interfaceerror…connection already closed
                interfaceerror…connection is closed
                this connection has been closed + postgres
                server process …was terminated by signal
                server process …was terminated by exception
                operationalerror: the connection is closed
                interfaceerror: cursor already closed
                the connection is lost + psycopg
                driver: bad connection
                pg::unabletosend
                tcp recv: closed + postgres
                tcp send: closed + postgres
                unexpected eof + postgres ~ other-server ~ other-host ! on client connection
                broken pipe + postgres ~ pip ~ other-server
                connection reset by peer + postgres ~ pip ~ other-server
                an i/o error occurred while sending to the backend
                could not receive data from client: connection reset
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
                unable to connect to server: timeout expired
                timeouterror + connecting
                unable to connect to server: connection timeout expired
                """,
            hint: """
                connection timed out + postgres ~ pip ~ other-server ~ other-host
                etimedout + postgres ~ pip ~ other-server ~ other-host
                operation has timed out + postgres ~ pip ~ other-server ~ other-host
                timeout during reading attempt + postgres
                timeout during connection attempt + postgres
                timeout exceeded when trying to connect
                i/o timeout + postgres ~ other-server ~ other-host
                ehostunreach + postgres ~ other-server ~ other-host
                enetunreach + postgres ~ other-server ~ other-host
                host is unreachable + postgres ~ pip ~ other-server ~ other-host
                context deadline exceeded + postgres ~ other-server ~ other-host
                connection terminated due to connection timeout
                operation timed out + postgres ~ pip ~ other-server ~ other-host
                pooltimeout: couldn't get a connection after
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
                .s.pgsql.…no such file or directory ! lock file
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
                connessione al server …fallita
                nie można połączyć się z serwerem
                서버에 접속할 수 없음
                서버에 연결할 수 없음
                sunucuya bağlanılamadı
                не вдалося під'єднатися до сервера
                pg_ctl: pid file "…does not exist
                5432 down postgres
                5433 down postgres
                """,
            hint: """
                pg_isready …no response
                connection refused + postgres ~ other-server ~ other-host
                connectionrefused + postgres ~ other-server ~ other-host
                refused the network connection + postgres ~ other-server ~ other-host
                failed to connect to …:5432
                zielcomputer die verbindung verweigerte + postgres ~ other-server
                l'ordinateur cible l'ayant expressément refusée + postgres ~ other-server
                el equipo de destino denegó expresamente + postgres ~ other-server
                máquina de destino as recusou ativamente + postgres ~ other-server
                компьютер отверг запрос на подключение + postgres ~ other-server
                目标计算机积极拒绝 + postgres ~ other-server
                actively refused + postgres ~ other-server ~ other-host
                econnrefused + postgres ~ other-server ~ other-host
                pg::connectionbad
                psqlexception: the connection attempt failed
                cannot assign requested address ! bind + postgres ~ other-server ~ other-host
                postgres is unavailable - sleeping
                postgresql is unavailable
                is postgres running?
                is postgresql running?
                """),
    ]
}
