CREATE TABLE customer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR(40) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	aliases TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	owner TEXT, 
	terms_days INTEGER, 
	note TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	UNIQUE (code)
);

CREATE TABLE journal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	batch INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	on_day DATE NOT NULL, 
	command TEXT NOT NULL, 
	undoes INTEGER, 
	table_name VARCHAR(40) NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL
);

CREATE TABLE invoice (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	number TEXT, 
	kind VARCHAR(20) NOT NULL, 
	issued DATE NOT NULL, 
	due DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	note TEXT, 
	stated_on DATE, 
	settled_on DATE, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT invoice_issued_is_a_day CHECK (issued IS NULL OR date(issued, '+0 days') = issued), 
	CONSTRAINT invoice_due_is_a_day CHECK (due IS NULL OR date(due, '+0 days') = due), 
	CONSTRAINT invoice_stated_on_is_a_day CHECK (stated_on IS NULL OR date(stated_on, '+0 days') = stated_on), 
	CONSTRAINT invoice_settled_on_is_a_day CHECK (settled_on IS NULL OR date(settled_on, '+0 days') = settled_on), 
	CONSTRAINT invoice_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000), 
	CONSTRAINT invoice_kind_is_known CHECK (kind IN ('invoice', 'credit_note')), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE agreement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	by_whom VARCHAR(200) NOT NULL, 
	note TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT agreement_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT agreement_amount_in_range CHECK (amount BETWEEN 0 AND 1000000000000000), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE promise (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	made_by TEXT, 
	level INTEGER NOT NULL, 
	form TEXT, 
	follows_id INTEGER, 
	ended_on DATE, 
	ended_as TEXT, 
	ended_why TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT promise_made_on_is_a_day CHECK (made_on IS NULL OR date(made_on, '+0 days') = made_on), 
	CONSTRAINT promise_ended_on_is_a_day CHECK (ended_on IS NULL OR date(ended_on, '+0 days') = ended_on), 
	CONSTRAINT promise_level_from_one CHECK (level >= 1), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT, 
	FOREIGN KEY(follows_id) REFERENCES promise (id) ON DELETE RESTRICT
);

CREATE TABLE receipt (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	form VARCHAR(20) NOT NULL, 
	matures DATE, 
	note TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	reference TEXT, 
	used_on DATE, 
	CONSTRAINT receipt_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT receipt_matures_is_a_day CHECK (matures IS NULL OR date(matures, '+0 days') = matures), 
	CONSTRAINT receipt_used_on_is_a_day CHECK (used_on IS NULL OR date(used_on, '+0 days') = used_on), 
	CONSTRAINT receipt_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE habit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	pay_days TEXT, 
	pay_weekdays TEXT, 
	good_hours TEXT, 
	bad_hours TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT habit_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE name_key (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	keys TEXT NOT NULL, 
	UNIQUE (customer_id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE guided (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	month VARCHAR(7) NOT NULL, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT guided_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE grade (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	grade VARCHAR(1) NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT grade_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT grade_is_known CHECK (grade IN ('A', 'B', 'C', 'D')), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE archival (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	is_archived INTEGER NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT archival_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT archival_is_yes_or_no CHECK (is_archived IN (0, 1)), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	phone TEXT, 
	note TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT contact_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE target (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	set_on DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	expected BIGINT, 
	ask BIGINT, 
	accepted_on DATE, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT target_set_on_is_a_day CHECK (set_on IS NULL OR date(set_on, '+0 days') = set_on), 
	CONSTRAINT target_accepted_on_is_a_day CHECK (accepted_on IS NULL OR date(accepted_on, '+0 days') = accepted_on), 
	CONSTRAINT target_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE measure (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	estimate BIGINT NOT NULL, 
	made_on DATE NOT NULL, 
	due DATE NOT NULL, 
	started_on DATE, 
	closed_on DATE, 
	closed_as TEXT, 
	actual BIGINT, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT measure_made_on_is_a_day CHECK (made_on IS NULL OR date(made_on, '+0 days') = made_on), 
	CONSTRAINT measure_due_is_a_day CHECK (due IS NULL OR date(due, '+0 days') = due), 
	CONSTRAINT measure_started_on_is_a_day CHECK (started_on IS NULL OR date(started_on, '+0 days') = started_on), 
	CONSTRAINT measure_closed_on_is_a_day CHECK (closed_on IS NULL OR date(closed_on, '+0 days') = closed_on), 
	CONSTRAINT measure_estimate_in_range CHECK (estimate BETWEEN 1 AND 1000000000000000), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE follow_up (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	said TEXT, 
	next_on DATE, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT follow_up_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT follow_up_next_on_is_a_day CHECK (next_on IS NULL OR date(next_on, '+0 days') = next_on), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE opening (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	month VARCHAR(7) NOT NULL, 
	frozen_on DATE NOT NULL, 
	customer_id INTEGER NOT NULL, 
	target BIGINT, 
	received BIGINT NOT NULL, 
	promised BIGINT NOT NULL, 
	gap BIGINT NOT NULL, 
	measures BIGINT NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT opening_frozen_on_is_a_day CHECK (frozen_on IS NULL OR date(frozen_on, '+0 days') = frozen_on), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX opening_by_month ON opening (month, customer_id);

CREATE TABLE settlement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	invoice_id INTEGER NOT NULL, 
	receipt_id INTEGER, 
	credit_id INTEGER, 
	on_day DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	CONSTRAINT settlement_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT settlement_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000 OR (receipt_id IS NULL AND credit_id IS NULL AND amount < 0)), 
	FOREIGN KEY(invoice_id) REFERENCES invoice (id) ON DELETE RESTRICT, 
	FOREIGN KEY(receipt_id) REFERENCES receipt (id) ON DELETE RESTRICT, 
	FOREIGN KEY(credit_id) REFERENCES invoice (id) ON DELETE RESTRICT
);

CREATE TABLE dispute (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	invoice_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT dispute_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT dispute_amount_in_range CHECK (amount BETWEEN 0 AND 1000000000000000), 
	FOREIGN KEY(invoice_id) REFERENCES invoice (id) ON DELETE RESTRICT
);

CREATE TABLE instalment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	promise_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	due DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	window_end DATE NOT NULL, 
	settled_on DATE, 
	CONSTRAINT instalment_due_is_a_day CHECK (due IS NULL OR date(due, '+0 days') = due), 
	CONSTRAINT instalment_window_end_is_a_day CHECK (window_end IS NULL OR date(window_end, '+0 days') = window_end), 
	CONSTRAINT instalment_settled_on_is_a_day CHECK (settled_on IS NULL OR date(settled_on, '+0 days') = settled_on), 
	CONSTRAINT instalment_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000), 
	FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE RESTRICT, 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE reversal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	receipt_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT reversal_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	UNIQUE (receipt_id), 
	FOREIGN KEY(receipt_id) REFERENCES receipt (id) ON DELETE RESTRICT, 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE talk (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	follow_up_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	excuse VARCHAR(20), 
	answer TEXT, 
	worked INTEGER, 
	measure_id INTEGER, 
	care VARCHAR(20), 
	place INTEGER, 
	CONSTRAINT talk_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	CONSTRAINT talk_worked_is_yes_or_no CHECK (worked IN (0, 1)), 
	CONSTRAINT talk_place_from_one CHECK (place >= 1), 
	UNIQUE (follow_up_id), 
	FOREIGN KEY(follow_up_id) REFERENCES follow_up (id) ON DELETE RESTRICT, 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT, 
	FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE RESTRICT
);

CREATE TABLE promise_note (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	promise_id INTEGER NOT NULL, 
	hour VARCHAR(5), 
	evidence TEXT, 
	UNIQUE (promise_id), 
	FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE RESTRICT
);

CREATE TABLE approval (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	promise_id INTEGER, 
	step VARCHAR(200) NOT NULL, 
	signer TEXT, 
	made_on DATE NOT NULL, 
	submitted_on DATE, 
	expected_on DATE, 
	done_on DATE, 
	note TEXT, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT approval_made_on_is_a_day CHECK (made_on IS NULL OR date(made_on, '+0 days') = made_on), 
	CONSTRAINT approval_submitted_on_is_a_day CHECK (submitted_on IS NULL OR date(submitted_on, '+0 days') = submitted_on), 
	CONSTRAINT approval_expected_on_is_a_day CHECK (expected_on IS NULL OR date(expected_on, '+0 days') = expected_on), 
	CONSTRAINT approval_done_on_is_a_day CHECK (done_on IS NULL OR date(done_on, '+0 days') = done_on), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT, 
	FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE RESTRICT
);

CREATE TABLE presentation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	receipt_id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT presentation_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	UNIQUE (receipt_id), 
	FOREIGN KEY(receipt_id) REFERENCES receipt (id) ON DELETE RESTRICT, 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT
);

CREATE TABLE allocation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	receipt_id INTEGER NOT NULL, 
	instalment_id INTEGER NOT NULL, 
	amount BIGINT NOT NULL, 
	matched_on DATE NOT NULL, 
	CONSTRAINT allocation_matched_on_is_a_day CHECK (matched_on IS NULL OR date(matched_on, '+0 days') = matched_on), 
	CONSTRAINT allocation_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000), 
	FOREIGN KEY(receipt_id) REFERENCES receipt (id) ON DELETE RESTRICT, 
	FOREIGN KEY(instalment_id) REFERENCES instalment (id) ON DELETE RESTRICT
);

CREATE TABLE ready (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	instalment_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	CONSTRAINT ready_on_day_is_a_day CHECK (on_day IS NULL OR date(on_day, '+0 days') = on_day), 
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE RESTRICT, 
	FOREIGN KEY(instalment_id) REFERENCES instalment (id) ON DELETE RESTRICT
);

CREATE INDEX agreement_by_customer ON agreement (customer_id, on_day);

CREATE INDEX allocation_by_instalment ON allocation (instalment_id);

CREATE INDEX allocation_by_receipt ON allocation (receipt_id);

CREATE INDEX approval_by_customer ON approval (customer_id);

CREATE INDEX approval_by_done ON approval (done_on);

CREATE INDEX archival_by_customer ON archival (customer_id, on_day);

CREATE INDEX contact_by_customer ON contact (customer_id);

CREATE INDEX dispute_by_invoice ON dispute (invoice_id, on_day);

CREATE INDEX follow_up_by_customer ON follow_up (customer_id, on_day);

CREATE INDEX follow_up_planned ON follow_up (customer_id, on_day, id, next_on) WHERE next_on IS NOT NULL;

CREATE INDEX follow_up_spoken ON follow_up (customer_id, on_day, outcome) WHERE outcome <> 'no_answer';

CREATE INDEX grade_by_customer ON grade (customer_id, on_day);

CREATE INDEX guided_by_month ON guided (month, customer_id);

CREATE INDEX habit_by_customer ON habit (customer_id, on_day);

CREATE INDEX instalment_by_customer ON instalment (customer_id, due);

CREATE INDEX instalment_by_due ON instalment (due);

CREATE INDEX instalment_by_promise ON instalment (promise_id);

CREATE INDEX instalment_by_settled ON instalment (settled_on);

CREATE INDEX instalment_unsettled ON instalment (customer_id, due) WHERE settled_on IS NULL;

CREATE INDEX invoice_by_customer ON invoice (customer_id, issued);

CREATE INDEX invoice_by_settled ON invoice (settled_on) WHERE settled_on IS NOT NULL;

CREATE INDEX invoice_unsettled ON invoice (customer_id, due) WHERE settled_on IS NULL;

CREATE INDEX journal_by_batch ON journal (batch);

CREATE INDEX measure_by_closed ON measure (closed_on);

CREATE INDEX measure_by_customer ON measure (customer_id, due);

CREATE INDEX measure_by_due ON measure (due);

CREATE INDEX promise_by_customer ON promise (customer_id, made_on);

CREATE INDEX promise_by_follows ON promise (follows_id);

CREATE INDEX ready_by_customer ON ready (customer_id);

CREATE INDEX ready_by_instalment ON ready (instalment_id);

CREATE INDEX receipt_by_customer ON receipt (customer_id, on_day);

CREATE INDEX receipt_by_day ON receipt (on_day, customer_id, amount);

CREATE INDEX receipt_by_matures ON receipt (matures) WHERE matures IS NOT NULL;

CREATE INDEX receipt_by_used ON receipt (used_on) WHERE used_on IS NOT NULL;

CREATE INDEX receipt_unused ON receipt (customer_id, on_day) WHERE used_on IS NULL;

CREATE INDEX reversal_by_customer ON reversal (customer_id, on_day);

CREATE INDEX reversal_by_day ON reversal (on_day);

CREATE INDEX settlement_by_credit ON settlement (credit_id);

CREATE INDEX settlement_by_invoice ON settlement (invoice_id);

CREATE INDEX settlement_by_receipt ON settlement (receipt_id);

CREATE INDEX talk_by_customer ON talk (customer_id, on_day);

CREATE INDEX target_by_customer ON target (customer_id, month);

CREATE INDEX target_by_month ON target (month, customer_id);

CREATE TRIGGER journal_row_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

CREATE TRIGGER journal_row_is_final BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

CREATE TRIGGER journal_row_is_not_replaced BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
