"""What every column of a book holds, table by table: written by `make schema` from the tables in store/.

`number>customer` points at a customer, a question mark stands where a cell may be empty.
"""

COLUMNS = {
    "customer": (
        "id:number code:code name:name aliases:names kind:customers owner:name? terms_days:count? note:note? "
        "recorded_at:moment"
    ),
    "grade": "id:number customer_id:number>customer on_day:day grade:grades reason:note recorded_at:moment",
    "archival": "id:number customer_id:number>customer on_day:day is_archived:count recorded_at:moment",
    "contact": (
        "id:number customer_id:number>customer on_day:day name:name role:roles phone:name? note:note? "
        "recorded_at:moment"
    ),
    "target": (
        "id:number customer_id:number>customer month:month set_on:day amount:amount expected:amount? ask:amount? "
        "accepted_on:day? recorded_at:moment"
    ),
    "promise": (
        "id:number customer_id:number>customer made_on:day made_by:name? level:count form:forms? "
        "follows_id:number>promise? ended_on:day? ended_as:ended? ended_why:note? recorded_at:moment"
    ),
    "instalment": (
        "id:number promise_id:number>promise customer_id:number>customer due:day amount:amount window_end:day "
        "settled_on:day?"
    ),
    "receipt": (
        "id:number customer_id:number>customer on_day:day amount:amount form:forms matures:day? note:note? "
        "recorded_at:moment reference:name? used_on:day?"
    ),
    "reversal": (
        "id:number receipt_id:number>receipt customer_id:number>customer on_day:day reason:note recorded_at:moment"
    ),
    "allocation": "id:number receipt_id:number>receipt instalment_id:number>instalment amount:amount matched_on:day",
    "measure": (
        "id:number customer_id:number>customer title:name kind:measures estimate:amount made_on:day due:day "
        "started_on:day? closed_on:day? closed_as:closed? actual:amount? recorded_at:moment"
    ),
    "follow_up": (
        "id:number customer_id:number>customer on_day:day channel:channels outcome:outcomes said:note? next_on:day? "
        "recorded_at:moment"
    ),
    "opening": (
        "id:number month:month frozen_on:day customer_id:number>customer target:amount? received:amount "
        "promised:amount gap:amount measures:amount recorded_at:moment"
    ),
    "invoice": (
        "id:number customer_id:number>customer number:name? kind:invoices issued:day due:day amount:amount note:note? "
        "stated_on:day? settled_on:day? recorded_at:moment"
    ),
    "settlement": (
        "id:number invoice_id:number>invoice receipt_id:number>receipt? credit_id:number>invoice? on_day:day "
        "amount:amount"
    ),
    "dispute": "id:number invoice_id:number>invoice on_day:day amount:amount reason:note recorded_at:moment",
    "agreement": (
        "id:number customer_id:number>customer on_day:day amount:amount by_whom:name note:note? recorded_at:moment"
    ),
    "talk": (
        "id:number follow_up_id:number>follow_up customer_id:number>customer on_day:day excuse:excuses? answer:note? "
        "worked:count? measure_id:number>measure? care:cares? place:count?"
    ),
    "habit": (
        "id:number customer_id:number>customer on_day:day pay_days:month_days? pay_weekdays:weekdays? "
        "good_hours:hours? bad_hours:hours? recorded_at:moment"
    ),
    "name_key": "id:number customer_id:number>customer keys:keys",
    "promise_note": "id:number promise_id:number>promise hour:hour? evidence:note?",
    "ready": (
        "id:number customer_id:number>customer instalment_id:number>instalment on_day:day what:readies "
        "recorded_at:moment"
    ),
    "approval": (
        "id:number customer_id:number>customer promise_id:number>promise? step:name signer:name? made_on:day "
        "submitted_on:day? expected_on:day? done_on:day? note:note? recorded_at:moment"
    ),
    "presentation": "id:number receipt_id:number>receipt customer_id:number>customer on_day:day recorded_at:moment",
    "guided": "id:number month:month customer_id:number>customer on_day:day recorded_at:moment",
}
