import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { addAccount } from '../../db/accounts.ts'
import { keepText } from '../../db/assessments.ts'
import { addDecision } from '../../db/decisions.ts'
import { addIssuedPaper } from '../../db/issuedPapers.ts'
import { addList, addTieRuling, invalidateLists } from '../../db/lists.ts'
import { addObjection, addObjectionStep } from '../../db/objections.ts'
import { closeDatabase, type WritableDb } from '../../db/open.ts'
import { addParameterVersion, useParameter } from '../../db/parameters.ts'
import { addReferenceList, withdrawReferenceList } from '../../db/references.ts'
import { addMove } from '../../db/stages.ts'
import { APPEND_ONLY_TABLES, SEALED_TABLES } from '../../db/tables.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { type Tx, write } from '../../db/write.ts'
import { context, filledRound, fillRound, frozenContent, newDatabase, refusal, tempFolder } from './fixture.ts'

/** One row or more in every table. */
function fillEverything(db: WritableDb): void {
  write(db, context('科长'), (tx) => {
    const { roundId, applicationIds, assessmentIds } = fillRound(tx, 2)
    const [applicationId = ''] = applicationIds
    const [assessmentId = ''] = assessmentIds
    addAccount(tx, { name: '审核员甲', roles: ['reviewer'], passwordHash: 'argon2', mustChange: false })
    keepText(tx, { hash: 'c'.repeat(64), key: 'event', text: {} })
    const key = 'event.rate'
    const value = { type: 'rate', rate: { num: 30, den: 100 } } as const
    const versionId = addParameterVersion(tx, {
      key,
      value,
      basis: '文号',
      effectiveFrom: '2026-01-01',
      origin: 'bureau',
    })
    const used = useParameter(tx, roundId, key, versionId)
    tx.insert('round_parameter_end', { round_parameter_id: used, reason: '移除', ended_by: 'x', ended_at: tx.now })
    const decision = { kind: 'agree', amountFen: 1, computedFen: 1, overridden: false, opinion: '' } as const
    addDecision(tx, { applicationId, assessmentId, ...decision })
    addTieRuling(tx, roundId, {
      article: 'event',
      industry: '黄金珠宝',
      applicationNos: [],
      tiedNos: [],
      reason: '同分',
    })
    const change = { application_id: applicationId, revision: 2, changes_json: '[]', reason: '', changed_by: 'x' }
    tx.insert('application_change', { ...change, changed_at: tx.now })
    tx.insert('setting', { key: 'office', value_json: '{}' })
    // The case this very person did not decide: four eyes hold for a frozen list too.
    const allocations = [{ applicationId: applicationIds[1] ?? '', quota: null, entitledFen: 1, allocatedFen: 1 }]
    const listId = addList(tx, { roundId, content: frozenContent('定稿2026-1-01'), allocations })
    invalidateLists(tx, roundId, '更正')
    fillPublicRecord(tx, { id: listId, roundId }, applicationId)
    fillReferences(tx, applicationId)
    fillScoring(tx, roundId, applicationId)
    fillExchange(tx, roundId, applicationId)
    fillCaseWork(tx, roundId, applicationId)
    tx.log('全部', '', {})
  })
}

function fillReferences(tx: Tx, applicationId: string): void {
  const listId = addReferenceList(tx, {
    kind: 'restricted',
    source: '示例名单',
    asOf: '2026-01-31',
    fileName: '名单.xlsx',
    sha256: 'd'.repeat(64),
    entries: [{ sheet: '表1', row: 2, name: '示例甲有限公司', creditCode: '', facts: { reason: '示例' } }],
  })
  withdrawReferenceList(tx, listId, '导错了')
  const of = { application_id: applicationId, reason: '核对合同' }
  const ruled = { other_key: 'entry:1', ruling: 'different', ruled_by: 'x', ruler_name: '科长' } as const
  tx.insert('matter_ruling', { ...of, ...ruled, seen: null, ruled_at: tx.now })
  const lifted = { entry_ids_json: '[]', lifted_by: 'x', lifter_name: '科长', lifted_at: tx.now }
  tx.insert('restriction_lift', { ...of, ...lifted })
}

function fillPublicRecord(tx: Tx, list: { id: string; roundId: string }, applicationId: string): void {
  const period = { signedOn: '2026-03-09', startOn: '2026-03-09', endOn: '2026-03-13' }
  const file = { kind: 'notice', number: 1, sha256: 'e'.repeat(64), fileName: '公示.pdf', auditHead: null } as const
  addIssuedPaper(tx, { roundId: list.roundId, listId: list.id }, { ...file, ...period })
  const closed = { reason: '不再定稿', closed_by: 'x', closer_name: '科长', closed_at: tx.now }
  tx.insert('round_closing', { round_id: list.roundId, ...closed })
  const objectionId = addObjection(tx, {
    roundId: list.roundId,
    applicationId,
    kind: 'objection',
    person: '张某',
    signed: 'named',
    receivedOn: '2026-03-10',
    receivedHow: '书面',
    subject: '金额',
    dueDays: 5,
    dueOn: '2026-03-17',
  })
  const step = { outcome: 'rejected', effect: 'none', happenedOn: '2026-03-11', words: '已答复' } as const
  addObjectionStep(tx, objectionId, step)
}

function fillExchange(tx: Tx, roundId: string, applicationId: string): void {
  const hash = 'a'.repeat(64)
  const workspace = tx.newId()
  const dispatchId = tx.insert('dispatch', {
    round_id: roundId,
    number: 1,
    sha256: hash,
    cases_json: '[]',
    people_json: '[]',
    heads_json: '{}',
    rules_hash: hash,
    return_key: hash,
    due_on: null,
    made_by: 'x',
    maker_name: '科长',
    made_at: tx.now,
  })
  const mergeId = tx.insert('package_merge', {
    dispatch_id: dispatchId,
    workspace,
    public_key: 'key',
    sha256: hash,
    person_id: 'x',
    person_name: '审核员甲',
    returned_at: tx.now,
    chain_entries: 1,
    chain_head: hash,
    added_json: '{}',
    held: 1,
    merged_by: 'x',
    merger_name: '科长',
    merged_at: tx.now,
  })
  const held = { table_name: 'decision', record_id: tx.newId(), row_json: '{}', causes_json: '[]', workspace }
  tx.insert('held_record', { merge_id: mergeId, application_id: applicationId, ...held })
  const ruled = { ruled_by: 'x', ruler_name: '科长', ruled_at: tx.now, reason: '以本机为准' }
  tx.insert('contest_ruling', { application_id: applicationId, chosen: 'current', held_seq: 1, ...ruled })
  const undone = { reason: '合并错了', undone_by: 'x', undoer_name: '科长', undone_at: tx.now }
  tx.insert('merge_undo', { merge_id: mergeId, ...undone })
}

function fillScoring(tx: Tx, roundId: string, applicationId: string): void {
  const of = { round_id: roundId, article: 'platform', set_by: 'x', set_at: tx.now } as const
  const schemeId = tx.insert('scoring_scheme', { ...of, scheme_json: '{}', basis: '会议纪要' })
  tx.insert('scoring_panel', { ...of, experts_json: '[]' })
  tx.insert('expert_score', {
    application_id: applicationId,
    scheme_id: schemeId,
    expert_id: 'a',
    expert_name: '专家甲',
    kind: 'score',
    scores_json: '{}',
    comment: '',
    reason: '',
    entered_by: 'x',
    entered_at: tx.now,
  })
}

function fillCaseWork(tx: Tx, roundId: string, applicationId: string): void {
  const of = { application_id: applicationId }
  const accountId = addAccount(tx, { name: '审核员乙', roles: ['reviewer'], passwordHash: 'argon2', mustChange: false })
  const file = { material: '审计报告', file_name: '审计.pdf', media: 'pdf', sha256: 'f'.repeat(64), bytes: 9 } as const
  const added = { added_by: 'x', adder_name: '审核员', added_at: tx.now }
  const attachment_id = tx.insert('attachment', { ...of, ...file, ...added })
  tx.insert('attachment_withdrawal', { attachment_id, reason: '错件', withdrawn_by: 'x', withdrawn_at: tx.now })
  const pin = { condition: 'audit', attachment_id, page: 1, pinned_by: 'x', pinned_at: tx.now }
  tx.insert('page_pin', { ...of, ...pin })
  tx.insert('assignment', { ...of, account_id: accountId, assigned_by: 'x', assigned_at: tx.now })
  const declared = { account_id: accountId, reason: '亲属', declared_by: 'x', declared_at: tx.now }
  const recusal_id = tx.insert('recusal', { ...of, ...declared })
  tx.insert('recusal_lift', { recusal_id, reason: '误报', lifted_by: 'x', lifted_at: tx.now })
  const told = { items_json: '[]', told_on: '2026-03-05', due_days: 5, due_on: '2026-03-12', again_reason: '' }
  const request = { requested_by: 'x', requester_name: '审核员', requested_at: tx.now }
  const request_id = tx.insert('supplement_request', { ...of, ...told, ...request })
  const closed = { closed_by: 'x', closer_name: '审核员', closed_at: tx.now }
  tx.insert('supplement_close', { request_id, outcome: 'complete', received_on: '2026-03-06', words: '', ...closed })
  const { id: decision_id = '' } = tx.db.prepare<[], { id: string }>('SELECT id FROM decision').get() ?? {}
  tx.insert('decision_withdrawal', { decision_id, reason: '撤销', withdrawn_by: 'x', withdrawn_at: tx.now })
  const act = { round_id: roundId, kind: 'decide', label: '拟定', payload_json: '{}', done_by: 'x', done_at: tx.now }
  const act_id = tx.insert('act', { ...of, ...act })
  tx.insert('act_step', { act_id, step: 'undone', payload_json: '{}', stepped_at: tx.now })
  const event = {
    event_name: '示例大赛',
    event_kind: '大赛',
    industry: '服装',
    place: '',
    contact: '',
    note: '',
  } as const
  const days = { starts_on: '2026-05-01', ends_on: '2026-05-02', filed_on: '2026-04-01' }
  const who = { year: 2026, number: 1, organiser: '示例甲有限公司', organiser_key: '示例甲', credit_code: '' }
  const entered = { entered_by: 'x', enterer_name: '审核员', entered_at: tx.now }
  const filing_id = tx.insert('event_filing', { ...who, ...event, ...days, ...entered })
  const step = {
    kind: 'follow-up',
    application_id: null,
    happened_on: '2026-05-01',
    words: '现场',
    changes_json: '[]',
  } as const
  tx.insert('event_filing_step', { filing_id, ...step, done_by: 'x', doer_name: '审核员', done_at: tx.now })
}

/** The four ways to overwrite a row that SQLite has, against the first row of a table. */
function attacks(table: string, columns: string[]): Record<string, string> {
  const first = `SELECT ${columns.join(', ')} FROM ${table} LIMIT 1`
  const [target = ''] = columns.filter((column) => column !== 'seq' && column !== 'id')
  return {
    update: `UPDATE ${table} SET ${target} = ${target}`,
    delete: `DELETE FROM ${table}`,
    replace: `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) ${first}`,
    upsert: `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM (${first}) WHERE true
      ON CONFLICT DO UPDATE SET ${target} = excluded.${target}`,
  }
}

describe.each([...APPEND_ONLY_TABLES, 'audit_log'])('%s is append-only', (table) => {
  test.each([
    ['our connection', true],
    ['a foreign connection without recursive_triggers', false],
  ])('on %s', (_name, ours) => {
    const path = join(tempFolder(), 'cases.db')
    const made = newDatabase(path)
    fillEverything(made)
    if (!ours) closeDatabase(made)
    const db = ours ? made : new Database(path)
    onTestFinished(() => {
      db.close()
    })
    if (!ours) db.pragma('recursive_triggers = OFF')
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    const before = db.prepare(`SELECT * FROM ${table}`).all()
    expect(before.length).toBeGreaterThan(0)
    for (const [name, sql] of Object.entries(attacks(table, columns))) {
      expect(() => db.exec(sql), name).toThrow(/只可追加/)
    }
    expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual(before)
  })
})

test('no row of a record table can be deleted or replaced on our connections', () => {
  const db = newDatabase(join(tempFolder(), 'cases.db'))
  fillEverything(db)
  for (const table of SEALED_TABLES) {
    expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow(/不可删除/)
    expect(() => db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`), table).toThrow(/不可/)
  }
  // The attachment of these rows has no file.
  expect(verifyDatabase(db, { stores: null })).toMatchObject({ ok: true })
})

describe('the database itself refuses', () => {
  const decision = { amountFen: 100, computedFen: 100, overridden: false, opinion: '' }
  const attempt = (act: (tx: Tx, ids: ReturnType<typeof fillRound>) => void, actor = '审核员甲') => {
    const db = newDatabase(join(tempFolder(), 'cases.db'))
    const ids = filledRound(db, 2)
    return () =>
      write(db, context(actor), (tx) => {
        act(tx, ids)
        tx.log('试', '', {})
      })
  }

  test('a decision on the assessment of another application', () => {
    const act = attempt((tx, { applicationIds, assessmentIds }) => {
      const [applicationId = ''] = applicationIds
      addDecision(tx, { applicationId, assessmentId: assessmentIds[1] ?? '', kind: 'agree', ...decision })
    })
    expect(act).toThrow(/FOREIGN KEY/)
  })

  test('an agreement without an amount, an amount without agreement, an override without an opinion', () => {
    const make = (changes: object) =>
      attempt((tx, { applicationIds: [applicationId = ''], assessmentIds: [assessmentId = ''] }) => {
        addDecision(tx, { applicationId, assessmentId, kind: 'agree', ...decision, ...changes })
      })
    expect(make({ amountFen: null })).toThrow(/CHECK/)
    expect(make({ kind: 'refuse' })).toThrow(/CHECK/)
    expect(make({ overridden: true })).toThrow(/CHECK/)
    expect(make({ overridden: true, opinion: '理由' })).not.toThrow()
  })

  test.each(['复核', '审定'] as const)(
    'a person leaving %s with a case that person decided, in either order',
    (from) => {
      const to = from === '复核' ? '审定' : '公示'
      const decide = (tx: Tx, ids: ReturnType<typeof fillRound>) => {
        const [applicationId = ''] = ids.applicationIds
        addDecision(tx, { applicationId, assessmentId: ids.assessmentIds[0] ?? '', kind: 'agree', ...decision })
      }
      const move = (tx: Tx, ids: ReturnType<typeof fillRound>) =>
        addMove(tx, { applicationId: ids.applicationIds[0] ?? '', from, to, reason: '' })
      const decidedFirst = attempt((tx, ids) => {
        decide(tx, ids)
        move(tx, ids)
      })
      const movedFirst = attempt((tx, ids) => {
        move(tx, ids)
        decide(tx, ids)
      })
      expect(refusal(decidedFirst)).toMatch(/CONFLICT.*不能由本人复核或审定/)
      expect(refusal(movedFirst)).toMatch(/CONFLICT.*不能再由本人拟定/)
    },
  )

  test('not another person re-checking it', () => {
    const db = newDatabase(join(tempFolder(), 'cases.db'))
    const { applicationIds, assessmentIds } = filledRound(db, 1)
    const [applicationId = ''] = applicationIds
    const [assessmentId = ''] = assessmentIds
    write(db, context('审核员甲'), (tx) => {
      addDecision(tx, { applicationId, assessmentId, kind: 'agree', ...decision })
      tx.log('拟定', '', {})
    })
    const recheck = () =>
      write(db, context('科长乙'), (tx) => {
        addMove(tx, { applicationId, from: '复核', to: '审定', reason: '' })
        tx.log('复核', '', {})
      })
    expect(recheck).not.toThrow()
  })
})
