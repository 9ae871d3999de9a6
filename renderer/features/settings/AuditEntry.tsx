import { Button, Drawer } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { AUDIT_KIND_NAMES } from '../../../shared/audit/kinds.ts'
import type { AuditDetail, AuditField } from '../../../shared/audit/views.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'

/** One entry whole, beside the list. Null shows nothing. */
export function AuditEntry({ seq, onOpen }: { seq: number | null; onOpen(seq: number | null): void }) {
  return (
    <Drawer
      open={seq !== null}
      title={seq === null ? '' : `操作日志第 ${seq} 条`}
      size={560}
      destroyOnHidden
      onClose={() => onOpen(null)}
    >
      {seq !== null && <Detail key={seq} seq={seq} onOpen={onOpen} />}
    </Drawer>
  )
}

function Detail({ seq, onOpen }: { seq: number; onOpen(seq: number): void }) {
  const ask = useCallback(() => call('audit.entry', { seq }), [seq])
  const { loaded, reload } = useLoaded(ask)
  if (loaded.state === 'working') return <Working words="正在读取…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const { entry, subject, earlier, previousHash, fields } = loaded.value
  return (
    <>
      <dl className="fact-list">
        <Fact label="时间">{chinaMinute(entry.at)}</Fact>
        <Fact label="人员">{entry.who}</Fact>
        <Fact label="事项">
          {entry.action}（{AUDIT_KIND_NAMES[entry.kind]}）
        </Fact>
        {subject !== '' && <Fact label="对象">{subject}</Fact>}
      </dl>
      <Fields fields={fields} earlier={earlier} onOpen={onOpen} />
      <dl className="fact-list">
        <Fact label="校验码">
          <span className="digits audit-hash">{entry.hash}</span>
        </Fact>
        <Fact label="前一条的校验码">
          <span className="digits audit-hash">{previousHash}</span>
        </Fact>
      </dl>
    </>
  )
}

function Fields({ fields, earlier, onOpen }: Pick<AuditDetail, 'fields' | 'earlier'> & { onOpen(seq: number): void }) {
  if (fields.length === 0) return <p className="quiet">没有更多内容。</p>
  const compared = fields.some(({ before }) => before !== null)
  return (
    <>
      <table className="plain-table audit-fields">
        <thead>
          <tr>
            <th>项目</th>
            {compared && <th>此前</th>}
            <th>{compared ? '此次' : '内容'}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes, and two fields may read alike
            <tr key={at}>
              <td>{field.label}</td>
              {compared && <td className="quiet">{field.before}</td>}
              <td>{changed(field) ? <b>{nowText(field)}</b> : nowText(field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {earlier !== null && (
        <p className="quiet">
          “此前”取自同一事项的上一条：
          <Button type="link" size="small" onClick={() => onOpen(earlier.seq)}>
            第 {earlier.seq} 条，{chinaMinute(earlier.at)}，{earlier.who}
          </Button>
        </p>
      )}
    </>
  )
}

function changed({ before, now }: AuditField): boolean {
  return before !== null && before !== now
}

function nowText({ before, now }: AuditField): string {
  return now === '' && before !== null ? '（无）' : now
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
