import HowdahText

extension Undo {
    /// Superuser, database, role, and the private server itself.
    func server(_ entries: [Journal.Entry], _ plan: inout UndoPlan) async {
        let target: DatabaseTarget
        do throws(Failure) { target = try await settled() } catch {
            plan.leave(unseen: Words.Undo.noServer(Diagnosis(of: error).title))
            return
        }
        if case .private(let cluster) = target.choice.server.kind {
            await privateServer(cluster, target, &plan)
            return
        }
        guard target.choice.state == .running, let admin = target.choice.server.admin else {
            plan.leave(unseen: Words.Undo.noServer(target.choice.title(home: services.user.home)))
            return
        }
        let inspection = DatabaseInspection(target: target, mark: Mark.comment(layout), services: services)
        let role: RoleFacts?
        let database: DatabaseFacts?
        do throws(Failure) {
            (role, database) = (try await inspection.role(admin), try await inspection.database(admin))
        } catch {
            plan.leave(unseen: Words.Undo.noServer(Diagnosis(of: error).title))
            return
        }
        // A run that was killed between the two made it and left no comment: only Howdah's own role owns it.
        let isOwn =
            database?.madeByHowdah == true || (role?.madeByHowdah == true && database?.owner == target.role)
        if isOwn {
            await dump(target, admin, &plan)
            plan.reversals.append(
                Reversal(
                    Action(
                        Words.Undo.dropDatabase(target.name), why: Words.Undo.dropDatabaseWhy,
                        .sql(
                            Statement(["DROP DATABASE \(identifier: target.name)"], route: admin.asking))),
                    .typedName(target.name), sequences(entries) { if case .dropDatabase = $0 { true } else { false } }))
        } else if database != nil {
            await superusers(entries, target, &plan)
            plan.left.append(Words.Undo.databaseStays(target.name.sanitisedLine))
        }
        guard let role else { return }
        guard role.madeByHowdah, isOwn || database == nil else {
            plan.left.append(Words.Undo.roleStays(target.role.sanitisedLine))
            return
        }
        plan.reversals.append(
            Reversal(
                Action(
                    Words.Undo.dropRole(target.role), why: Words.Undo.dropRoleWhy,
                    .sql(Statement(["DROP ROLE \(identifier: target.role)"], route: admin.asking))),
                .typedName(target.role), sequences(entries) { if case .dropRole = $0 { true } else { false } }))
    }

    /// Where the server is, after it is up or down. An undo that was killed may have left it on its way: what it becomes
    /// is there in a moment.
    private func settled() async throws(Failure) -> DatabaseTarget {
        var target = try await DatabaseTarget.of(answers, services)
        for _ in 0..<Self.mostWaits {
            guard case .private = target.choice.server.kind, target.choice.state == .running,
                let admin = target.choice.server.admin
            else { break }
            do throws(Failure) {
                _ = try await services.query(["SELECT 1"], admin.asking)
                break
            } catch {
                guard error.isNoAnswerYet, (try? await Task.sleep(for: .milliseconds(250))) != nil
                else { break }
            }
            await services.memo.forget()
            target = try await DatabaseTarget.of(answers, services)
        }
        return target
    }

    /// Times a quarter of a second.
    private static let mostWaits = 40

    /// Role and database lie in it and go with it. One that is stopped is started for a moment: nobody knows what is in it.
    private func privateServer(
        _ cluster: PrivateCluster, _ target: DatabaseTarget, _ plan: inout UndoPlan
    ) async {
        guard Files.exists(cluster.dataDirectory) else { return }
        var start: Action?
        if target.choice.state != .running {
            let action = Action(Words.Undo.startServer, why: Words.Undo.startServerWhy, .server(.start(cluster)))
            plan.reversals.append(Reversal(action, .yes))
            start = action
        }
        if let admin = target.choice.server.admin { await dump(target, admin, &plan, cluster, after: start) }
        let stop = Action(Words.Undo.stopServer, why: Words.Undo.stopServerWhy, .server(.stop(cluster)))
        plan.reversals.append(Reversal(stop, .yes, needs: start))
        // A folder that somebody named in postgresql.conf may hold the sockets of others.
        var folders = [layout.postgres, Files.temporary(layout.postgres)]
        if (try? SocketFolder.path(for: cluster.dataDirectory, services)) == cluster.socketDirectory {
            folders.append(cluster.socketDirectory)
        }
        plan.reversals.append(
            Reversal(
                Action(
                    Words.Undo.removeServer(target.name.sanitisedLine), why: Words.Undo.removeServerWhy,
                    .command(Command("/bin/sh", ["-c", Self.removes, "sh"] + folders, directory: "/"))),
                .typedName(target.name), needs: stop))
    }

    /// Its first argument becomes its second, which goes with the others: after a kill there is no half of a server that
    /// cannot be started any more. What is left under the new name is swept away by the next run.
    private static let removes = "mv \"$1\" \"$2\" && shift && rm -rf \"$@\""

    /// A user in a database that stays.
    private func superusers(_ entries: [Journal.Entry], _ target: DatabaseTarget, _ plan: inout UndoPlan) async {
        let made = entries.compactMap { entry -> (entry: Journal.Entry, name: String)? in
            guard case .deleteSuperuser(let name)? = entry.inverse else { return nil }
            return (entry, name)
        }
        guard !made.isEmpty, Files.isExecutable(layout.venvPython), Files.exists(layout.managePy) else { return }
        // A folder that was cloned or copied may bring a journal along: that is no consent.
        guard !services.trust.isToAsk(layout) else {
            plan.left += made.map { Words.Undo.superuserStays($0.name.sanitisedLine) }
            return
        }
        // Not in whatever database the settings lead to by now.
        guard let now = try? await DjangoInspection.state(answers, services).default, now.name == target.name,
            now.user == target.role, now.host == target.wanted.host, now.port == target.wanted.port
        else { return }
        for (entry, name) in made {
            let code =
                "from django.contrib.auth import get_user_model as model; "
                + "model()._default_manager.filter(**{model().USERNAME_FIELD: \(PythonText.quoted(name))}).delete()"
            let reversal = Reversal(
                Action(
                    Words.Undo.deleteSuperuser(name), why: Words.Undo.deleteSuperuserWhy,
                    .command(
                        Command(
                            layout.venvPython, ["manage.py", "shell", "-c", code], directory: layout.project))),
                .typedName(name), [entry.sequence])
            // While the settings still lead to the database.
            plan.reversals.insert(reversal, at: 0)
        }
    }

    /// Whether there is anything to save, or to remove, asked when its turn comes: a server that was stopped could not
    /// be asked before.
    public func isDue(_ reversal: Reversal) async -> Bool {
        if let folder = reversal.onlyIfEmpty { return Files.names(in: folder).isEmpty }
        guard let saving = reversal.saving else { return true }
        return await holdsData(saving.database)
    }

    /// What cannot be looked at counts as data; a database that is not there holds none.
    private func holdsData(_ database: Route) async -> Bool {
        let sql: SQL = """
            SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
            AND pg_relation_size(c.oid) > 0)
            """
        do throws(Failure) { return try await services.query([sql], database) != [["f"]] } catch {
            // invalid_catalog_name
            return error.sqlState != "3D000"
        }
    }

    /// Offered where there is anything to lose: a file that psql can read.
    ///
    /// - Parameter start: what must be done before anybody can look.
    private func dump(
        _ target: DatabaseTarget, _ admin: Route, _ plan: inout UndoPlan, _ cluster: PrivateCluster? = nil,
        after start: Action? = nil
    ) async {
        let database = admin.on(target.name)
        if start == nil { guard await holdsData(database) else { return } }
        guard let program = cluster.map({ $0.binaries + "/pg_dump" }) ?? services.find("pg_dump"),
            let words = dumpWords(program, target, admin)
        else {
            plan.left.append(Words.Undo.noDump(target.name.sanitisedLine))
            return
        }
        let name = String(target.name.unicodeScalars.map { $0.properties.isAlphabetic ? Character($0) : "_" })
        var file = "\(layout.project)/\(name)-before-undo.sql"
        var number = 1
        while Files.exists(file) {
            number += 1
            file = "\(layout.project)/\(name)-before-undo-\(number).sql"
        }
        plan.reversals.append(
            Reversal(
                Action(
                    Words.Undo.dump(shown(file)), why: start == nil ? Words.Undo.dumpWhy : Words.Undo.dumpUnseenWhy,
                    .command(Command("/bin/sh", ["-c", Self.saves, "sh", file] + words, directory: "/"))), .yes,
                needs: start, saving: Reversal.Saving(database: database, name: target.name, file: file)))
    }

    /// Its first argument is a new file for the output of the others; a program that fails leaves none.
    private static let saves =
        "umask 077; set -C; file=$1; shift; : > \"$file\" || exit; \"$@\" >> \"$file\" && exit; "
        + "code=$?; rm -f \"$file\"; exit $code"

    /// nil: only with a password, which stands on no command line.
    private func dumpWords(_ program: String, _ target: DatabaseTarget, _ admin: Route) -> [String]? {
        let connection = admin.connection
        let words = [
            program, "--no-password", "-h", connection.host, "-p", String(connection.port), "-U", connection.user,
            "-d", target.name,
        ]
        switch admin {
        case .direct: return connection.password == nil ? words : nil
        case .becoming(let how, _): return how.asking.words + words
        }
    }

    private func sequences(_ entries: [Journal.Entry], _ isMeant: (Inverse) -> Bool) -> [Int] {
        entries.filter { $0.inverse.map(isMeant) == true }.map(\.sequence)
    }
}
