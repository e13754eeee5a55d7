# ruff: noqa: S608 - every word of these statements is ours, what varies is a parameter
"""Where a contact's person stands, table by table: one list, read by the export and by the erasure.

Names the tables of every room, as accounts/retention.py does. A statement may use ``:ids`` (the contact, and whoever
was joined to them), ``:actors`` and ``:recipients`` (as the journal and the outbox name them), ``:names``, ``:emails``,
``:phones`` (today's and former ones), ``:places``, ``:keys`` (of the addresses): JSON lists; ``:erased`` and ``:now``.
``tests/people/test_every_trace.py`` fails when a table gains a column that names a person and stands neither here nor
in ``EXCUSED``.
"""

from campaign.mail.outbox import State
from campaign.meetings import model as meetings
from campaign.messages.model import Outcome, Step
from campaign.participation.model import Presence
from campaign.people.trace import Trace, is_in, names, writes_to
from campaign.roles.model import ActorRole

_CONTACT, _ACTOR, _PLACE = is_in("contact_id", "ids"), is_in("t.actor", "actors"), is_in("t.place_id", "places")
_EDITION = "LEFT JOIN editions ON editions.id = t.edition_id"
_OF_PLACE = "LEFT JOIN places ON places.id = t.place_id"
_SAID_THEN = "json_extract(t.sheet, '$.answer.answered_by')"
_DEBRIEF = f"debrief_id IN (SELECT t.id FROM debriefs t WHERE {_PLACE})"
_ROAD = f"entry_id IN (SELECT e.id FROM road_entries e JOIN slips t ON t.id = e.slip_id WHERE {_PLACE})"
_SAID_BY = f"about = 'said_by' AND reply_id IN (SELECT t.id FROM consultation_replies t WHERE {_PLACE})"
_GUEST = f"({_CONTACT} OR {writes_to('email')})"
_SNAPSHOT = f"{_PLACE} AND {names(_SAID_THEN)}"
_MY_LOANS = f"request_id IN (SELECT id FROM loan_requests WHERE {is_in('epci_place_id', 'places')})"

_FORGET_CONTACT = (
    "UPDATE contacts SET name = :erased, email = '', phone = '', job = '', may_publish = 0, archived_at = :now, "
    f"erased_at = :now, version = version + 1 WHERE {is_in('id', 'ids')}"
)
_FORGET_MEMBER = (
    "UPDATE role_team SET name = :erased, email = '', duty = '', removed_at = coalesce(removed_at, :now) "
    f"WHERE agent_id IS NULL AND ({writes_to('email')} OR {names('name')})"
)
_FORGET_GUEST = (
    "UPDATE meeting_guests SET name = CASE name WHEN '' THEN '' ELSE :erased END, email = '', word = '', of = '', "
    "fingerprint = NULL, key = CASE WHEN key LIKE 'contact:%' THEN key ELSE 'erased:' || id END "
    f"WHERE {_GUEST} OR ({names('name')} AND email = '')"
)
# A frozen sheet never changes: it is put again, the same but for the name.
_FORGET_IN_SHEETS = (
    "INSERT OR REPLACE INTO edition_snapshots (edition_id, place_id, frozen_at, sheet) "
    "SELECT edition_id, place_id, frozen_at, json_set(sheet, '$.answer.answered_by', '') FROM edition_snapshots t "
    f"WHERE {_SNAPSHOT}"
)
_UNSENT = f"{is_in('recipient', 'recipients')} AND state IN ('waiting', 'paused')"
_CANCEL_WAITING = f"UPDATE outbox SET state = 'cancelled', ended_at = :now WHERE {_UNSENT}"
_FORGET_FORMER = (
    "DELETE FROM journal_personal WHERE journal_id IN (SELECT id FROM journal WHERE subject = 'contact' "
    f"AND {is_in('subject_id', 'ids')})"
)
# Elsewhere, values that name them: the telephone of a sheet that was theirs, a note.
_FORGET_SAME = (
    "DELETE FROM journal_personal WHERE EXISTS (SELECT 1 FROM (SELECT value FROM json_each(:names) "
    "UNION SELECT value FROM json_each(:emails) UNION SELECT value FROM json_each(:phones)) WHERE length(value) >= 5 "
    "AND (instr(lower(before), lower(value)) > 0 OR instr(lower(after), lower(value)) > 0))"
)

TRACES = (
    Trace(
        "contacts", ("name", "email", "phone", "job", "joined_to"), "Identité",
        "SELECT name AS 'Nom', job AS 'Fonction', email AS 'Adresse électronique', phone AS 'Téléphone', "
        "CASE may_publish WHEN 1 THEN 'oui' ELSE 'non' END AS 'Accord pour publier le nom', "
        "created_at AS 'Au carnet depuis', nullif(heard_at, '') AS 'Dernière correction', archived_at AS 'Archivé' "
        f"FROM contacts WHERE {is_in('id', 'ids')}",
        (_FORGET_CONTACT,),
        goes="le nom, la fonction, l’adresse électronique, le téléphone",
    ),
    Trace(
        "contact_places", ("contact_id",), "Lieux dont cette personne répond",
        "SELECT places.name AS 'Lieu', places.commune AS 'Commune' FROM contact_places t "
        f"JOIN places ON places.id = t.place_id WHERE {_CONTACT}",
        stays="les lieux, sans personne pour en répondre",
    ),
    Trace(
        "links", ("contact_id",), "Liens personnels",
        "SELECT editions.name AS 'Édition', t.created_at AS 'Préparé', t.opened_at AS 'Ouvert la première fois', "
        "t.seen_at AS 'Vu la dernière fois', t.expires_on AS 'Valable jusqu’au', t.revoked_at AS 'Fermé' "
        f"FROM links t {_EDITION} WHERE {_CONTACT}",
        (f"UPDATE links SET revoked_at = coalesce(revoked_at, :now) WHERE {_CONTACT}",),
        goes="les liens personnels, fermés aussitôt",
    ),
    Trace(
        "link_visits", ("link_id",), "Visites des liens personnels",
        f"SELECT at AS 'Visite' FROM link_visits WHERE link_id IN (SELECT id FROM links WHERE {_CONTACT})",
        (f"DELETE FROM link_visits WHERE link_id IN (SELECT id FROM links WHERE {_CONTACT})",),
        goes="les dates de visite des liens",
    ),
    Trace(
        "answers", ("answered_by",), "Réponses données aux éditions",
        "SELECT editions.name AS 'Édition', places.name AS 'Lieu', t.presence AS 'Réponse', t.reason AS 'Raison', "
        "t.access_note AS 'Pour le livreur', nullif(t.answered_by, '') AS 'Donnée par', t.at AS 'Date' "
        f"FROM answers t {_EDITION} {_OF_PLACE} WHERE {_ACTOR} OR ({_PLACE} AND {names('t.answered_by')})",
        (f"UPDATE answers AS t SET answered_by = '' WHERE {_PLACE} AND {names('answered_by')}",),
        stays="les réponses des boutiques, sans le nom de qui les a données", codes={"Réponse": Presence},
    ),
    Trace(
        "edition_snapshots", (), "Fiches gardées des éditions passées",
        f"SELECT editions.name AS 'Édition', places.name AS 'Lieu' FROM edition_snapshots t {_EDITION} {_OF_PLACE} "
        f"WHERE {_SNAPSHOT}",
        (_FORGET_IN_SHEETS,),
        goes="son nom dans les fiches gardées des éditions passées",
    ),
    Trace(
        "consultation_replies", (), "Votes sur les jours",
        f"SELECT editions.name AS 'Édition', places.name AS 'Lieu', t.at AS 'Date' FROM consultation_replies t "
        f"{_EDITION} {_OF_PLACE} WHERE {_ACTOR}",
        stays="les votes sur les jours",
    ),
    Trace(
        "consultation_words", ("words",), "Votes donnés par téléphone",
        f"SELECT editions.name AS 'Édition', words AS 'Donné par' FROM consultation_words t {_EDITION} "
        f"WHERE {_SAID_BY} AND {names('words')}",
        (f"DELETE FROM consultation_words WHERE {_SAID_BY} AND {names('words')}",),
        goes="son nom dans les votes donnés par téléphone",
    ),
    Trace(
        "sheet_suggestions", ("contact_id",), "Corrections proposées",
        "SELECT places.name AS 'Lieu', t.proposed AS 'Proposition', t.at AS 'Date' FROM sheet_suggestions t "
        f"{_OF_PLACE} WHERE {_CONTACT}",
        stays="les corrections proposées pour les fiches",
    ),
    Trace(
        "debriefs", (), "Bilans racontés",
        "SELECT editions.name AS 'Édition', places.name AS 'Lieu', t.started_at AS 'Commencé', "
        f"t.finished_at AS 'Terminé' FROM debriefs t {_EDITION} {_OF_PLACE} WHERE {_ACTOR}",
        stays="les chiffres et les récits des bilans",
    ),
    Trace(
        "debrief_people", ("name",), "Noms donnés dans les bilans",
        "SELECT editions.name AS 'Édition', t.name AS 'Nom', CASE t.question WHEN '' THEN 'a répondu' "
        f"ELSE 'a signé une phrase' END AS 'Pourquoi' FROM debrief_people t {_EDITION} "
        f"WHERE {_DEBRIEF} AND {names('t.name')}",
        (f"DELETE FROM debrief_people WHERE {_DEBRIEF} AND {names('name')}",),
        goes="son nom dans les bilans et sous les phrases citées",
    ),
    Trace(
        "declarations", (), "Signalements sur les livraisons",
        "SELECT editions.name AS 'Édition', places.name AS 'Lieu', t.text AS 'Texte', t.at AS 'Date' "
        f"FROM declarations t {_EDITION} {_OF_PLACE} WHERE {_ACTOR}",
        stays="les signalements sur les livraisons",
    ),
    Trace(
        "road_people", ("receiver", "said_by", "signature"), "Matériel reçu ou rendu",
        "SELECT t.at AS 'Date', t.receiver AS 'Reçu par', t.said_by AS 'Dit par', "
        "CASE t.signature WHEN '' THEN 'non' ELSE 'oui' END AS 'Signature gardée' "
        f"FROM road_people t WHERE {_ROAD} AND ({names('t.receiver')} OR {names('t.said_by')})",
        (f"DELETE FROM road_people WHERE {_ROAD} AND ({names('receiver')} OR {names('said_by')})",),
        goes="son nom et sa signature sur les livraisons",
    ),
    Trace(
        "loan_requests", (), "Demandes de jeux",
        f"SELECT editions.name AS 'Édition', t.day AS 'Jour', t.requested_at AS 'Demandé' FROM loan_requests t "
        f"{_EDITION} WHERE {_ACTOR}",
        stays="les prêts de jeux, comptés",
    ),
    Trace(
        "loan_words", ("animator",), "Jeux : qui anime",
        f"SELECT editions.name AS 'Édition', t.animator AS 'Animateur', t.note AS 'Note' FROM loan_words t {_EDITION} "
        f"WHERE {_MY_LOANS} AND {names('t.animator')}",
        (f"DELETE FROM loan_words WHERE {_MY_LOANS} AND {names('animator')}",),
        goes="son nom et sa note sur les prêts de jeux",
    ),
    Trace(
        "role_readings", ("contact_id",), "Rôles lus",
        f"SELECT editions.name AS 'Édition', t.role AS 'Rôle', t.at AS 'Lu' FROM role_readings t {_EDITION} "
        f"WHERE {_CONTACT}",
        stays="les rôles lus, comptés", codes={"Rôle": ActorRole},
    ),
    Trace(
        "role_team", ("name", "email"), "Équipe projet",
        "SELECT editions.name AS 'Édition', t.name AS 'Nom', t.duty AS 'Fonction', t.email AS 'Adresse électronique' "
        f"FROM role_team t {_EDITION} WHERE t.agent_id IS NULL AND ({writes_to('t.email')} OR {names('t.name')})",
        (_FORGET_MEMBER,),
        goes="sa place dans l’équipe projet",
    ),
    Trace(
        "plan_people", ("person",), "Tâches du rétroplanning",
        f"SELECT editions.name AS 'Édition', plan_tasks.title AS 'Tâche' FROM plan_people t {_EDITION} "
        f"LEFT JOIN plan_tasks ON plan_tasks.id = t.task_id WHERE {names('t.person')}",
        (f"DELETE FROM plan_people WHERE {names('person')}",),
        goes="son nom sur les tâches du rétroplanning",
    ),
    Trace(
        "evidence_people", ("person",), "Preuves à fournir",
        f"SELECT editions.name AS 'Édition', evidence_pieces.title AS 'Preuve' FROM evidence_people t {_EDITION} "
        f"LEFT JOIN evidence_pieces ON evidence_pieces.id = t.piece_id WHERE {names('t.person')}",
        (f"DELETE FROM evidence_people WHERE {names('person')}",),
        goes="son nom sur les preuves à fournir",
    ),
    Trace(
        "meeting_guests", ("contact_id", "key", "name", "email", "word", "fingerprint", "of"), "Réunions",
        "SELECT meetings.title AS 'Réunion', meetings.day AS 'Jour', t.reply AS 'Réponse', t.word AS 'Mot', "
        "t.presence AS 'Présence' FROM meeting_guests t JOIN meetings ON meetings.id = t.meeting_id "
        f"WHERE {_GUEST}",
        (_FORGET_GUEST,),
        goes="son nom, son adresse et son mot dans les réunions",
        stays="le nombre de présents aux réunions",
        codes={"Réponse": meetings.Reply, "Présence": meetings.Presence},
    ),
    Trace(
        "meeting_names", ("names",), "Noms dans les comptes rendus",
        "SELECT editions.name AS 'Édition', CASE kind WHEN 'promise' THEN 'engagement' ELSE 'compte rendu' END AS 'Où' "
        f"FROM meeting_names t {_EDITION} WHERE {names('names')} OR EXISTS (SELECT 1 FROM json_tree("
        f"CASE WHEN json_valid(names) THEN names ELSE '[]' END) j WHERE j.type = 'text' AND {names('j.value')})",
        (f"DELETE FROM meeting_names WHERE {names('names')}",),
        goes="son nom dans les comptes rendus et les engagements",
    ),
    Trace(
        "calls", ("contact_id", "note"), "Appels",
        "SELECT editions.name AS 'Édition', t.at AS 'Date', t.outcome AS 'Suite', t.note AS 'Note', "
        f"t.call_back_on AS 'À rappeler' FROM calls t {_EDITION} WHERE {_CONTACT}",
        (f"UPDATE calls SET note = '', call_back_on = NULL WHERE {_CONTACT}",),
        goes="les notes des appels", stays="les appels et leur suite, comptés", codes={"Suite": Outcome},
    ),
    Trace(
        "letters", ("contact_id",), "Lettres",
        f"SELECT editions.name AS 'Édition', t.step AS 'Étape', t.at AS 'Postée' FROM letters t {_EDITION} "
        f"WHERE {_CONTACT}",
        stays="les lettres postées, comptées", codes={"Étape": Step},
    ),
    Trace(
        "outbox", ("recipient", "address", "reason"), "Messages",
        "SELECT kind AS 'Message', sendings.step AS 'Étape', outbox.state AS 'État', outbox.created_at AS 'Demandé', "
        "outbox.ended_at AS 'Date' FROM outbox LEFT JOIN sendings ON 'sending:' || sendings.id = outbox.batch "
        f"WHERE {is_in('recipient', 'recipients')}",
        (_CANCEL_WAITING, f"UPDATE outbox SET address = NULL, reason = '' WHERE {is_in('recipient', 'recipients')}"),
        goes="les messages qui attendaient, annulés", stays="les messages partis, comptés",
        codes={"Étape": Step, "État": State},
        waiting=f"SELECT count(*) FROM outbox WHERE {_UNSENT}",
    ),
    Trace(
        "addresses", ("fingerprint",), "Adresse électronique : empreinte",
        "SELECT known_at AS 'Connue depuis', opposed_at AS 'Ne veut plus d’invitations depuis', "
        f"bounced_at AS 'Ne fonctionne plus depuis' FROM addresses WHERE {is_in('fingerprint', 'keys')}",
        (f"DELETE FROM addresses WHERE {is_in('fingerprint', 'keys')} AND opposed_at IS NULL",),
        goes="l’empreinte de l’adresse, sauf si elle s’opposait à nos invitations",
    ),
    Trace(
        "press_authors", ("email",), "Citations pour la presse",
        "SELECT q.author AS 'Signée par', q.text AS 'Citation', t.email AS 'Adresse électronique' FROM press_quotes q "
        f"LEFT JOIN press_authors t ON t.quote_id = q.id WHERE {writes_to('t.email')} OR {names('q.author')}",
        (f"DELETE FROM press_authors WHERE {writes_to('email')}",),
        goes="son adresse sous les citations pour la presse", stays="les citations publiées avec son accord",
    ),
    Trace(
        "journal_personal", ("before", "after"), "Anciennes valeurs de la fiche",
        "SELECT journal.at AS 'Date', t.field AS 'Champ', t.before AS 'Avant', t.after AS 'Après' "
        "FROM journal_personal t JOIN journal ON journal.id = t.journal_id "
        f"WHERE journal.subject = 'contact' AND {is_in('journal.subject_id', 'ids')}",
        (_FORGET_FORMER, _FORGET_SAME),
        goes="les anciennes valeurs gardées par le journal",
    ),
    Trace(
        "journal", (), "Journal des actions",
        "SELECT at AS 'Date', verb AS 'Action', CASE WHEN "
        f"{is_in('actor', 'actors')} THEN 'vous' ELSE 'l’équipe' END AS 'Par' FROM journal "
        f"WHERE {is_in('actor', 'actors')} OR (subject = 'contact' AND {is_in('subject_id', 'ids')}) ORDER BY id",
        stays="le journal des actions, par un numéro, douze mois",
    ),
)  # fmt: skip
