import type { FirstSession } from '../../../shared/views.ts'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { takeSession } from '../../workspace.ts'

/** Stands between the door and the desk until the person has kept the new recovery code. */
export function NewCode({ session }: { session: FirstSession }) {
  return (
    <main className="door">
      <h1>时尚资金评审工作台</h1>
      <RecoveryCode code={session.recoveryCode ?? ''} done="进入工作台" onKept={() => takeSession(session)} />
    </main>
  )
}
