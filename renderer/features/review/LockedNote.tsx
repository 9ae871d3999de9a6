import { LockOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import type { StageAct } from '../../../shared/stages/moves.ts'
import type { CaseView } from '../../../shared/views.ts'
import { StageButton } from './StageButton.tsx'

/** The acts that open a closed case again. */
const OPENING: readonly StageAct[] = ['takeBack', 'return', 'resume']

/** Why the decision cannot be changed now, and what this person can do about it. */
export function LockedNote({ view }: { view: CaseView }) {
  if (view.locked === '') return null
  return (
    <Alert
      type="info"
      showIcon
      icon={<LockOutlined />}
      className="tight"
      title={view.locked}
      action={
        <span className="lock-acts">
          {OPENING.filter((act) => view.acts.includes(act)).map((act) => (
            <StageButton key={act} act={act} view={view} />
          ))}
        </span>
      }
    />
  )
}
