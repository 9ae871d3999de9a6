import { Alert, Checkbox } from 'antd'

interface Props {
  /** Ballots that would no longer count. */
  aside: number
  agreed: boolean
  onChange(agreed: boolean): void
}

/** Names the scores a change puts aside and asks; nothing where there are none. */
export function AsideConsent({ aside, agreed, onChange }: Props) {
  if (aside === 0) return null
  return (
    <Alert
      className="tight"
      type="warning"
      showIcon
      title={`这次更改会搁置已提交的 ${aside} 份评分：仍留记录，不再计入，须逐件重新评分。`}
      description={
        <Checkbox checked={agreed} onChange={(event) => onChange(event.target.checked)}>
          确认搁置这 {aside} 份评分
        </Checkbox>
      }
    />
  )
}
