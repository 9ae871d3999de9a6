import { useState } from 'react'
import { TRIAL_VALUE } from '../../../shared/replay/needed.ts'
import type { ReplayView } from '../../../shared/replay/view.ts'
import { ONE_FIGURE } from '../../../shared/replay/words.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { saveValues } from './replayStore.ts'
import { ValueField, valueProblem } from './ValueField.tsx'

/** What the other version lacks, to be typed for this replay; nothing of it becomes a parameter. */
export function ReplayValues({ view }: { view: ReplayView }) {
  const asked = askedValues(view)
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(view.typed.map(({ key, text }) => [key, text])),
  )
  const { busy, problem, submit } = useSubmit()
  const textOf = (key: string): string => texts[key] ?? ''
  const unreadable = asked.find(({ key, type }) => textOf(key).trim() !== '' && valueProblem(type, textOf(key)) !== '')

  async function save(): Promise<void> {
    await submit(async () => {
      await saveValues(view.roundId, view.against, Object.fromEntries(asked.map(({ key }) => [key, textOf(key)])))
    })
  }

  return (
    <div className="replay-part">
      {asked.length === 0 ? (
        <p className="quiet">对照的版本不缺数值。</p>
      ) : (
        <>
          <p>
            {view.against} 的条款缺下列数值，不猜、不按 0 算。填入的只供本批次比较新旧，标明「{TRIAL_VALUE}
            」，不会成为参数；留空并保存即撤回。{ONE_FIGURE}，原来分档、分次的，请分别试算。
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th>条款</th>
                <th>参数</th>
                <th>说明</th>
                <th>影响</th>
                <th>测算值</th>
              </tr>
            </thead>
            <tbody>
              {asked.map(({ key, articleNo, label, unit, note, type, lack }) => (
                <tr key={key}>
                  <td className="nowrap">{articleNo}</td>
                  <td>
                    <label htmlFor={`trial-${key}`}>
                      {label}
                      {unit === '' ? '' : `（${unit}）`}
                    </label>
                  </td>
                  <td className="basis">{note}</td>
                  <td className="nowrap">{lack}</td>
                  <td>
                    <ValueField
                      id={`trial-${key}`}
                      type={type}
                      text={textOf(key)}
                      onText={(text) => setTexts((now) => ({ ...now, [key]: text }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="acts">
            <Act
              command
              channel="policy.saveReplayValues"
              type="primary"
              loading={busy}
              closed={unreadable === undefined ? '' : `“${unreadable.label}”的数值看不懂，请改正`}
              onClick={() => void save()}
            >
              保存测算值并重算
            </Act>
          </div>
        </>
      )}
      {problem !== '' && <Failure message={problem} />}
      {view.ownUnset.length > 0 && (
        <>
          <h4>本批次自己还缺的参数</h4>
          <ul>
            {view.ownUnset.map(({ key, articleNo, label, applications }) => (
              <li key={key}>
                {articleNo}“{label}”未设定，影响 {applications} 件：请科长在“条款与参数”中录入并注明依据。
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** What is missing and what was typed, in the printed order. */
function askedValues({ needed, typed, order }: ReplayView) {
  const missing = needed.map((one) => {
    const classes = one.classes.length === 0 ? '' : `，缺“${one.classes.join('、')}”`
    return { ...one, lack: `${one.applications} 件${classes}` }
  })
  const filled = typed.filter(({ key }) => !missing.some((one) => one.key === key))
  const all = [...missing, ...filled.map((one) => ({ ...one, lack: '已填' }))]
  return all.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
}
