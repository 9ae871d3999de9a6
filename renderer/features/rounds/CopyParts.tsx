import { Checkbox } from 'antd'
import { chineseDate } from '../../../shared/date.ts'
import type { CopyPlan, CopyScheme } from '../../../shared/rounds/copyRound.ts'
import type { CopyChoice } from './copyChoice.ts'

/** The bureau's parameters one by one, each with basis and day, ticked where it is taken. */
export function CopyParameters({
  plan,
  taken,
  onChange,
}: {
  plan: CopyPlan
  taken: readonly string[]
  onChange: (next: string[]) => void
}) {
  const { parameters, demoParameters } = plan
  const toggle = (key: string, on: boolean) => onChange(on ? [...taken, key] : taken.filter((one) => one !== key))
  return (
    <>
      {demoParameters > 0 && <p className="quiet">往年批次的 {demoParameters} 项演示参数不沿用。</p>}
      {parameters.length === 0 ? (
        <p className="quiet">往年没有本局录入的参数可以沿用，建好后在“条款”中录入。</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th>沿用</th>
              <th>参数</th>
              <th>往年</th>
              <th>新批次</th>
              <th>依据</th>
              <th>生效</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((one) => (
              <tr key={one.key}>
                <td>
                  <Checkbox
                    aria-label={`沿用${one.articleNo}${one.label}`}
                    disabled={one.after === ''}
                    checked={one.after !== '' && taken.includes(one.key)}
                    onChange={(event) => toggle(one.key, event.target.checked)}
                  />
                </td>
                <td>
                  {one.articleNo} {one.label}
                </td>
                <td className="value">{one.before === '' ? <span className="quiet">未设定</span> : one.before}</td>
                <td className="value">
                  {one.after !== '' && taken.includes(one.key) ? one.after : <span className="quiet">未设定</span>}
                </td>
                <td className="basis">
                  {one.basis}
                  {one.note !== '' && <div className="mark ask">{one.note}</div>}
                </td>
                <td className="digits">{one.effectiveFrom === null ? '' : chineseDate(one.effectiveFrom)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

/** 评审办法 and panels come along only where they are ticked. */
export function CopySchemes({
  schemes,
  choice,
  onChange,
}: {
  schemes: readonly CopyScheme[]
  choice: CopyChoice
  onChange: (part: Partial<CopyChoice>) => void
}) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>条款</th>
          <th>评审办法</th>
          <th>专家组</th>
        </tr>
      </thead>
      <tbody>
        {schemes.map(({ article, articleNo, criteria, basis, experts, notes }) => {
          const withScheme = choice.schemes.includes(article)
          const withPanel = choice.panels.includes(article)
          return (
            <tr key={article}>
              <td>{articleNo}</td>
              <td>
                <Checkbox
                  checked={withScheme}
                  onChange={(event) =>
                    onChange(
                      event.target.checked
                        ? { schemes: [...choice.schemes, article] }
                        : {
                            schemes: choice.schemes.filter((one) => one !== article),
                            panels: choice.panels.filter((one) => one !== article),
                          },
                    )
                  }
                >
                  沿用：{criteria}
                </Checkbox>
                <div className="quiet small">依据：{basis}</div>
                {notes.map((note) => (
                  <div key={note} className="mark ask">
                    {note}
                  </div>
                ))}
              </td>
              <td>
                <Checkbox
                  disabled={!withScheme || experts.length === 0}
                  checked={withPanel}
                  onChange={(event) =>
                    onChange({
                      panels: event.target.checked
                        ? [...choice.panels, article]
                        : choice.panels.filter((one) => one !== article),
                    })
                  }
                >
                  {experts.length === 0 ? '没有可沿用的专家' : `沿用：${experts.join('、')}`}
                </Checkbox>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
