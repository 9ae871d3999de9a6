import { useCallback, useState } from 'react'
import { chinaDay, chinaMinute } from '../../../shared/date.ts'
import type { DispatchLine, DispatchMade } from '../../../shared/exchange/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { PackageCode } from '../../ui/PackageCode.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { DispatchDialog } from './DispatchDialog.tsx'

/** 派发: the packages of the round that went out, and what came back of each. */
export function DispatchPart({ roundId }: { roundId: string }) {
  const ask = useCallback(() => call('exchange.dispatches', { roundId }), [roundId])
  const { loaded, reload } = useLoaded(ask)
  const [choosing, setChoosing] = useState(false)
  const [made, setMade] = useState<DispatchMade | null>(null)

  return (
    <section className="card">
      <div className="acts">
        <Act command="派发…" channel="exchange.dispatch" type="primary" onClick={() => setChoosing(true)}>
          派发…
        </Act>
      </div>
      {made !== null && (
        <section aria-label="已制作派发包">
          <PackageCode
            code={made.code}
            note={`派发包${made.number}已写好并读回核对：${made.cases} 件，附件 ${made.attachments} 个。把文件交给收件人，内容码和口令另行告知`}
          />
        </section>
      )}
      {loaded.state === 'working' && <Working words="正在读取派发包…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      {loaded.state === 'ready' &&
        (loaded.value.length === 0 ? (
          <Nothing words="本批次还没有派发包。点“派发…”选择申报和人员，得到一个加密文件，用 U 盘交给在另一台电脑上办理的人。" />
        ) : (
          <Dispatches lines={loaded.value} />
        ))}
      {choosing && (
        <DispatchDialog
          roundId={roundId}
          onClose={() => setChoosing(false)}
          onMade={(done) => {
            setMade(done)
            setChoosing(false)
            reload()
          }}
        />
      )}
    </section>
  )
}

function Dispatches({ lines }: { lines: DispatchLine[] }) {
  const today = chinaDay(new Date().toISOString())
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>派发包</th>
          <th>状态</th>
          <th className="right">件数</th>
          <th>人员</th>
          <th>已交回</th>
          <th>期限</th>
          <th>内容码</th>
          <th>制作</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { tone, words } = stateOf(line, today)
          return (
            <tr key={line.dispatchId}>
              <td className="digits">{line.number} 号</td>
              <td>
                <span className={`mark ${tone}`}>{words}</span>
              </td>
              <td className="right digits">{line.cases}</td>
              <td>{line.people.join('、')}</td>
              <td>{line.returned.length === 0 ? '—' : line.returned.join('、')}</td>
              <td className="digits">{line.dueOn ?? '未定'}</td>
              <td className="digits">{line.code}</td>
              <td>
                {line.madeBy} <span className="digits">{chinaMinute(line.madeAt)}</span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Everybody, somebody or nobody has sent something back; late when the day is over. */
function stateOf({ people, returned, dueOn }: DispatchLine, today: string): { tone: string; words: string } {
  if (people.every((name) => returned.includes(name))) return { tone: 'good', words: '已全部交回' }
  if (dueOn !== null && today > dueOn) return { tone: 'bad', words: '逾期未交回' }
  return returned.length > 0 ? { tone: 'ask', words: '部分交回' } : { tone: 'plain', words: '在外' }
}
