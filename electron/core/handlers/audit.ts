import { listAccounts } from '../../../db/accounts.ts'
import { auditHead } from '../../../db/audit.ts'
import { changesOf, entriesOf, entryBefore, entryOf, newestEntry } from '../../../db/auditSearch.ts'
import { verifyDatabase } from '../../../db/verify.ts'
import type { AuditKind } from '../../../shared/audit/kinds.ts'
import { type AuditDetail, type AuditField, WHOLE_LOG } from '../../../shared/audit/views.ts'
import { EVIDENCE } from '../../../shared/contract/call.ts'
import { AppError } from '../../../shared/errors.ts'
import { headSentence } from '../../../shared/report/marks.ts'
import { hidePersonalData } from '../../../shared/report/privacy.ts'
import type { Role } from '../../../shared/roles.ts'
import { entryView } from '../auditReader.ts'
import { auditFields } from '../auditText.ts'
import type { Handlers } from '../callContext.ts'
import { exportAudit } from '../jobs/exportAudit.ts'
import { COMMAND_LINE, FIRST_START, SIGN_IN, type Workspace } from '../workspace.ts'

/** 操作日志. */
export const auditHandlers = {
  'audit.list': async ({ ws, audit }, { limit, skip = 0, filter = WHOLE_LOG }) => {
    const numbers = await audit.passing(filter)
    return entriesOf(ws.db, numbers.slice(skip, skip + limit)).map(entryView)
  },
  'audit.state': async ({ ws, audit }, { filter = WHOLE_LOG }) => ({
    passing: (await audit.passing(filter)).length,
    entries: newestEntry(ws.db),
    head: auditHead(ws.db),
    people: [...listAccounts(ws.db).map(({ name }) => name), ...[COMMAND_LINE, FIRST_START, SIGN_IN].map(byName)],
    checked: audit.checked,
  }),
  'audit.entry': ({ ws, session }, { seq }) => auditDetail(ws, seq, session.requireAccount().roles),
  'audit.export': async ({ ws, session, files, exports, audit }, { filter, saveToken }) => {
    const actor = session.actor()
    const path = files.path(saveToken, 'write')
    return { entries: await exports.run(saveToken, (watch) => exportAudit(ws, actor, audit, filter, path, watch)) }
  },
  'audit.verify': ({ audit }) => {
    const { ok, message } = audit.verify()
    return { ok, message }
  },
  'audit.verifyHead': ({ ws }, { head }) => {
    const found = verifyDatabase(ws.db, { expectedHead: head })
    return found.ok ? { ok: true, message: headSentence(found.headAt ?? 0) } : { ok: false, message: found.place }
  },
} satisfies Partial<Handlers>

function byName({ name }: { name: string }): string {
  return name
}

/** Acts that replace what the same act said before. */
const REPLACING: readonly AuditKind[] = ['review', 'scoring', 'rules', 'settings', 'account']

/** Errors: NOT_FOUND. */
function auditDetail(ws: Workspace, seq: number, roles: readonly Role[]): AuditDetail {
  const entry = entryOf(ws.db, seq)
  if (entry === null) throw new AppError('NOT_FOUND', `操作日志没有第 ${seq} 条，请刷新后重试`)
  const view = entryView(entry)
  const earlier = REPLACING.includes(view.kind) ? entryBefore(ws.db, entry) : null
  const before = new Map(auditFields(earlier?.detail ?? {}).map(({ label, text }) => [label, text]))
  const stated = auditFields(entry.detail).map(({ label, text }) => {
    const was = earlier === null ? null : (before.get(label) ?? '')
    before.delete(label)
    return { label, before: was, now: text }
  })
  const dropped = [...before].map(([label, text]) => ({ label, before: text, now: '' }))
  const mayRead = roles.some((role) => EVIDENCE.includes(role))
  return {
    entry: view,
    subject: entry.subject,
    fields: [...stated, ...dropped, ...(mayRead ? corrections(ws, entry) : [])],
    earlier: earlier === null ? null : { seq: earlier.seq, at: earlier.at, who: earlier.actorName },
    previousHash: entry.previousHash,
  }
}

/** What a correction replaced in an application: for those who may read it, and even for them without whole numbers. */
function corrections(ws: Workspace, entry: Parameters<typeof changesOf>[1]): AuditField[] {
  const hidden = (text: string) => hidePersonalData(text, () => [], null)
  return changesOf(ws.db, entry).map(({ label, before, after }) => ({
    label,
    before: hidden(before),
    now: hidden(after),
  }))
}
