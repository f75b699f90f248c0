// What a role may do, and what is there already.
extension Rule {
    static let access: [Rule] = [
        Rule(
            "extension-permission",
            root: """
                permission denied to create extension
                must be superuser to create this extension
                must be superuser to create extension
                must be owner of extension
                um erweiterung "…" zu erzeugen
                nur superuser können diese erweiterung anlegen
                droit refusé pour créer l'extension
                denegado el permiso para crear la extensión
                permissão negada ao criar extensão
                permissão negada para criar extensão
                нет прав для создания расширения
                无法创建扩展
                创建扩展 "…" 权限不够
                机能拡張"…"を作成する権限
                機能拡張"…"を作成する権限
                """),
        Rule(
            "no-schema-selected",
            root: """
                no schema has been selected to create in
                kein schema für die objekterzeugung
                aucun schéma n'a été sélectionné
                no se ha seleccionado ningún esquema
                nenhum esquema foi selecionado
                схема для создания объектов не выбрана
                尚未选择用于创建对象的模式
                作成先のスキーマが選択されていません
                """,
            symptom: """
                schema "…" does not exist + postgres
                """),
        Rule(
            "schema-public-permission",
            root: """
                permission denied for schema
                must be owner of schema
                unable to create …django_migrations table …permission denied
                keine berechtigung für schema
                droit refusé pour le schéma
                permiso denegado al esquema
                permiso denegado para el esquema
                permissão negada para esquema
                permissão negada para o esquema
                нет доступа к схеме
                对模式 …权限不够
                对模式 …的权限不足
                スキーマ …へのアクセスが拒否
                """),
        Rule(
            "create-privilege-missing",
            root: """
                permission denied to create database
                permission denied to create …database
                permission denied to create role
                permission denied to alter role
                permission denied to copy database
                permission denied to set parameter
                permission denied to grant role
                permission denied for database
                must be superuser to create superusers
                must be superuser to alter superuser
                must be superuser to create users
                must be member of role
                must be able to set role
                must have createrole privilege
                must have admin option on role
                must be owner of database
                does not have connect privilege
                keine berechtigung, um datenbank zu erzeugen
                keine berechtigung, um rolle zu erzeugen
                keine berechtigung für datenbank
                nur superuser können superuser anlegen
                berechtigung nur für mitglied von rolle
                droit refusé pour créer une base
                droit refusé pour créer un rôle
                droit refusé pour la base de données
                doit être un membre du rôle
                permiso para crear la base de datos
                permiso para crear el rol
                permiso denegado a la base de datos
                debe ser miembro del rol
                permiss…o negada ao criar banco de dados
                permiss…o negada para criar banco de dados
                permiss…o negada ao criar role
                permissão negada para banco de dados
                нет прав для создания базы данных
                нет прав для создания роли
                нет доступа к базе данных
                нужно быть членом роли
                权限不足，无法创建数据库
                权限不足，无法创建角色
                创建数据库权限不够
                对数据库 …权限不足
                データベースを作成する権限
                ロールを作成する権限
                データベース …へのアクセスが拒否
                permission denied to set role
                permission denied to drop database
                permission denied to alter database
                permission denied to rename database
                """),
        Rule(
            "not-table-owner",
            root: """
                must be owner of table
                must be owner of relation
                must be owner of sequence
                must be owner of view
                must be owner of materialized view
                must be owner of index
                must be owner of function
                must be owner of type
                permission denied for table
                permission denied for relation
                permission denied for sequence
                permission denied for view
                berechtigung nur für eigentümer der
                keine berechtigung für tabelle
                keine berechtigung für relation
                keine berechtigung für sequenz
                doit être le propriétaire de la
                droit refusé pour la table
                droit refusé pour la relation
                droit refusé pour la séquence
                debe ser dueño de la
                permiso denegado a la tabla
                permiso denegado a la relación
                permiso denegado a la secuencia
                deve ser o dono da
                permissão negada para tabela
                permissão negada para relação
                нужно быть владельцем
                нет доступа к таблице
                нет доступа к отношению
                нет доступа к последовательности
                必须是表
                必须是关系
                对表 …的权限不足
                对表 …权限不够
                对关系 …权限不够
                テーブル …の所有者である
                テーブル …へのアクセスが拒否
                リレーション …の所有者である
                リレーション …へのアクセスが拒否
                """),
        Rule(
            "role-exists",
            root: """
                role "…" already exists
                violates unique constraint "pg_authid_rolname
                user "…" already exists + postgres ! system user ! adduser ! useradd
                rolle "…" existiert bereits
                rôle "…" existe déjà
                el rol "…" ya existe
                role "…" já existe
                роль "…" уже существует
                角色 "…" 已存在
                角色 "…" 已经存在
                角色"…" 已经存在
                角色"…"已经存在
                ロール"…"はすでに存在
                """),
        Rule(
            "database-exists",
            root: """
                violates unique constraint "pg_database_datname
                database "…" already exists ! type 'yes' ! choose a different
                datenbank "…" existiert bereits
                base de données "…" existe déjà
                la base de datos "…" ya existe
                banco de dados "…" já existe
                база данных "…" уже существует
                数据库 "…" 已存在
                数据库 "…" 已经存在
                データベース"…"はすでに存在
                """),
        Rule(
            "database-not-accepting",
            root: """
                is not currently accepting connections ! template0
                akzeptiert gegenwärtig keine verbindungen
                n'accepte actuellement pas de connexions
                no acepta conexiones
                não está aceitando conexões
                не принимает подключения в данный момент
                当前不接受联接
                は現在接続を受け付けません
                """),
        Rule(
            "database-in-use",
            root: """
                is being accessed by other users
                cannot drop the currently open database
                wird gerade von anderen benutzern zugegriffen
                wird von anderen benutzern zugegriffen
                est accédée par d'autres utilisateurs
                cours d'utilisation par d'autres utilisateurs
                está siendo utilizada por otros usuarios
                está sendo acessado por outros usuários
                занята другими пользователями
                其他用户正在使用
                正在被其他用户访问
                他のユーザーによってアクセス
                他のユーザーからアクセス
                """),
        Rule(
            "deadlock-or-lock-timeout",
            root: """
                deadlock detected ! mysql ! ora-
                canceling statement due to lock timeout
                could not obtain lock on
                verklemmung (deadlock) entdeckt
                interblocage (deadlock) détecté
                se ha detectado un deadlock
                обнаружена взаимоблокировка
                检测到死锁
                デッドロックを検出
                """),
        // The doctor sees them in the session itself.
        Rule("database-read-only"),
        Rule("statement-timeout"),
    ]
}
