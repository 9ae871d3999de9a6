import { Input } from 'antd'
import { useId } from 'react'
import { roundedText } from '../../../shared/scoring/ratio.ts'
import { fullMarks, type ScoringScheme } from '../../../shared/scoring/scheme.ts'
import { composes } from '../../ui/keys.ts'
import { pointProblem, typedTotal } from './ballotFields.ts'

interface Props {
  scheme: ScoringScheme
  points: Readonly<Record<string, string>>
  onChange(points: Record<string, string>): void
  /** Puts the cursor into the first field. */
  focus?: boolean
  /** Enter in the last field; in every other one it moves to the next. */
  onLast?(): void
}

/** A field per criterion with its 满分, and the total as it stands. */
export function PointFields({ scheme, points, onChange, focus = false, onLast }: Props) {
  const id = useId()
  const total = typedTotal(scheme, points)
  return (
    <div className="point-fields">
      {scheme.criteria.map((criterion, at) => {
        const typed = points[criterion.id] ?? ''
        const problem = pointProblem(criterion, typed)
        return (
          <div key={criterion.id} className="point-field">
            <label htmlFor={`${id}-${criterion.id}`}>{criterion.name}</label>
            <Input
              id={`${id}-${criterion.id}`}
              className="digits short"
              inputMode="decimal"
              autoFocus={focus && at === 0}
              value={typed}
              status={problem === '' ? '' : 'error'}
              onChange={(event) => onChange({ ...points, [criterion.id]: event.target.value })}
              onPressEnter={(event) => {
                if (composes(event.nativeEvent)) return
                const next = scheme.criteria[at + 1]
                if (next === undefined) onLast?.()
                else document.getElementById(`${id}-${next.id}`)?.focus()
              }}
            />
            <span className="quiet">
              / {criterion.max} 分{criterion.weight === null ? '' : `，权重 ${criterion.weight}%`}
            </span>
            {problem !== '' && <span className="hint problem">{problem}</span>}
          </div>
        )
      })}
      <p className="point-total" aria-live="polite">
        总分 <b className="digits">{total ?? '—'}</b> / {roundedText(fullMarks(scheme))}
      </p>
    </div>
  )
}
