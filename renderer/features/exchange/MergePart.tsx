import { Alert, Button } from 'antd'
import { useCallback, useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import type { MergeDone, MergeLine, ReturnInspection } from '../../../shared/exchange/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { RecordDialog } from '../../ui/RecordDialog.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

interface Props {
  roundId: string
  onContested: () => void
}

/** 合并: what a 回收包 is and what it would do, then the very same is done; the merges so far can be taken back. */
export function MergePart({ roundId, onContested }: Props) {
  const ask = useCallback(() => call('exchange.merges', { roundId }), [roundId])
  const { loaded, reload, take } = useLoaded(ask)
  const [shown, setShown] = useState<ReturnInspection | null>(null)
  const [done, setDone] = useState<MergeDone | null>(null)
  const { busy, problem, submit } = useSubmit()

  const choose = () =>
    submit(async () => {
      const file = await call('dialog.openPackage', {})
      if (file === null) return
      setDone(null)
      setShown(await call('exchange.inspect', { file: file.token }))
    })
  const merge = (planId: string) =>
    submit(async () => {
      setDone(await call('exchange.merge', { planId }))
      setShown(null)
      noteSaved()
      reload()
      await loadRounds()
    })

  return (
    <>
      <section className="card">
        <div className="acts">
          <Act
            command="选择回收包…"
            channel="exchange.inspect"
            type="primary"
            loading={busy}
            onClick={() => void choose()}
          >
            选择回收包…
          </Act>
        </div>
        {problem !== '' && <Failure message={problem} />}
        {done !== null && <Done done={done} onContested={onContested} />}
        {shown === null ? (
          done === null && (
            <p className="quiet">先看回收包是什么、会带来什么，再确认合并；合并之前自动备份，合并之后可以撤回。</p>
          )
        ) : (
          <Inspection
            shown={shown}
            busy={busy}
            onMerge={() => void merge(shown.planId)}
            onDrop={() => setShown(null)}
          />
        )}
      </section>
      <section className="card" aria-label="合并记录">
        <h2>合并记录</h2>
        {loaded.state === 'working' && <Working words="正在读取合并记录…" />}
        {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
        {loaded.state === 'ready' &&
          (loaded.value.length === 0 ? (
            <p className="quiet">本批次还没有合并过回收包。</p>
          ) : (
            <Merges lines={loaded.value} onTaken={take} />
          ))}
      </section>
    </>
  )
}

function Inspection({
  shown,
  busy,
  onMerge,
  onDrop,
}: {
  shown: ReturnInspection
  busy: boolean
  onMerge: () => void
  onDrop: () => void
}) {
  return (
    <>
      <h2>一、这是什么</h2>
      <div className="form-grid">
        <span>来自</span>
        <b>
          {shown.person}，{shown.roundName} 派发包{shown.dispatchNumber}
        </b>
        <span>派发、打开、制作</span>
        <span className="digits">
          {chinaMinute(shown.dispatchedAt)}　{chinaMinute(shown.openedAt)}　{chinaMinute(shown.madeAt)}
        </span>
        <span>内容码</span>
        <span className="digits">{shown.code}</span>
        <span>规则版本</span>
        <span>
          <span className={`mark ${shown.sameRules ? 'good' : 'ask'}`}>
            {shown.sameRules ? '与本机相同' : '派发之后本机的条款或参数有变'}
          </span>
        </span>
      </div>
      {shown.remarks.length > 0 && (
        <Alert className="tight" type="warning" showIcon title={<SentenceList sentences={shown.remarks} />} />
      )}
      <h2>二、会带来什么（涉及 {shown.cases} 件）</h2>
      {shown.nothingNew && (
        <Alert className="tight" type="info" showIcon title="包里的内容本机都已有，合并不会改变任何记录" />
      )}
      <table className="plain-table counts-table">
        <thead>
          <tr>
            <th>记录</th>
            <th className="right">新增</th>
            <th className="right">相同</th>
            <th className="right">有争议</th>
          </tr>
        </thead>
        <tbody>
          {shown.counts.map(({ kind, added, identical, contested }) => (
            <tr key={kind}>
              <td>{kind}</td>
              <td className="right digits">{added}</td>
              <td className="right digits">{identical}</td>
              <td className="right digits">{contested}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.contested.length > 0 && (
        <>
          <p>以下 {shown.contested.length} 件两边都动过：合并时先保留本机的，两边都留在记录里，到“待裁定”并排裁定。</p>
          <ul className="warnings">
            {shown.contested.map(({ applicationId, applicationNo, applicant, causes }) => (
              <li key={applicationId}>
                {applicationNo} <span className="personal">{applicant}</span>：
                {causes.map(({ sentence }) => sentence).join('；')}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="acts">
        <Act
          channel="exchange.merge"
          type="primary"
          loading={busy}
          closed={shown.nothingNew ? '没有新内容可合并' : ''}
          onClick={onMerge}
        >
          {busy ? '正在备份并合并…' : '合并'}
        </Act>
        <Button disabled={busy} onClick={onDrop}>
          不合并
        </Button>
      </div>
    </>
  )
}

function Done({ done, onContested }: { done: MergeDone; onContested: () => void }) {
  const { added, identical, contested } = done
  return (
    <Alert
      className="tight"
      type={contested.length === 0 ? 'success' : 'warning'}
      showIcon
      title={`已合并：新增 ${added} 条，相同 ${identical} 条，${contested.length === 0 ? '没有争议' : `待裁定 ${contested.length} 件`}`}
      action={contested.length > 0 && <Button onClick={onContested}>去裁定</Button>}
    />
  )
}

function Merges({ lines, onTaken }: { lines: MergeLine[]; onTaken: (lines: MergeLine[]) => void }) {
  const [undoing, setUndoing] = useState<MergeLine | null>(null)
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>合并</th>
            <th>来自</th>
            <th className="right">新增</th>
            <th className="right">有争议</th>
            <th>内容码</th>
            <th>状态</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.mergeId}>
              <td>
                {line.mergedBy} <span className="digits">{chinaMinute(line.mergedAt)}</span>
              </td>
              <td>
                {line.person}，派发包{line.dispatchNumber}
              </td>
              <td className="right digits">{line.added}</td>
              <td className="right digits">{line.contested}</td>
              <td className="digits">{line.code}</td>
              <td>
                {line.undone === null ? (
                  <Act channel="exchange.undoMerge" size="small" onClick={() => setUndoing(line)}>
                    撤回这次合并…
                  </Act>
                ) : (
                  <span className="quiet">
                    已由{line.undone.by}撤回 {chinaMinute(line.undone.at)}：{line.undone.reason}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {undoing !== null && <UndoDialog line={undoing} onTaken={onTaken} onClose={() => setUndoing(null)} />}
    </>
  )
}

function UndoDialog({
  line,
  onTaken,
  onClose,
}: {
  line: MergeLine
  onTaken: (lines: MergeLine[]) => void
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const save = async () => {
    onTaken(await call('exchange.undoMerge', { mergeId: line.mergeId, reason }))
    await loadRounds()
  }
  return (
    <RecordDialog
      title={`撤回合并：${line.person}，派发包${line.dispatchNumber}`}
      okText="撤回合并"
      closed={reason.trim() === '' ? '请写明理由' : ''}
      save={save}
      onClose={onClose}
    >
      <p>这次合并带来的记录不再有效，但都留在历史里；之后有人接着办理过的，会说明原因，不予撤回。</p>
      <ReasonField label="理由（必填）" value={reason} onChange={setReason} />
    </RecordDialog>
  )
}
