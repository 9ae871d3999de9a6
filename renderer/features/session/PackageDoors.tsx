import { Button } from 'antd'
import { enterWorkspace, usePackages, workspaceName } from '../../packages.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

/** Under a door: the other workspaces of this computer, the way back to its own database, and 打开派发包. */
export function PackageDoors({ onOpen }: { onOpen: () => void }) {
  const { current, workspaces } = usePackages()
  const { busy, problem, submit } = useSubmit()
  const others = workspaces.filter(({ workspaceId }) => workspaceId !== current?.workspaceId)
  const enter = (workspaceId: string | null) => void submit(() => enterWorkspace(workspaceId))

  return (
    <nav className="package-doors" aria-label="派发包">
      {problem !== '' && <Failure message={problem} />}
      {current !== null && (
        <Button type="link" disabled={busy} onClick={() => enter(null)}>
          回到本机案卷库
        </Button>
      )}
      {others.map((each) => (
        <Button key={each.workspaceId} type="link" disabled={busy} onClick={() => enter(each.workspaceId)}>
          进入工作区：{workspaceName(each)}
        </Button>
      ))}
      <Button type="link" disabled={busy} onClick={onOpen}>
        打开派发包…
      </Button>
    </nav>
  )
}
