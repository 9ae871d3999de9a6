import { Button } from 'antd'
import { call } from '../../client.ts'
import { ChangePassword } from '../../ui/ChangePassword.tsx'
import { takeSession } from '../../workspace.ts'

/** The administrator gave out the password; nothing can be done before it is the person's own. */
export function FirstPassword({ name }: { name: string }) {
  return (
    <main className="door">
      <h1>请先修改初始密码</h1>
      <p className="quiet">{name}，您现在用的是管理员给的密码。改成只有您自己知道的密码后即可开始工作。</p>
      <ChangePassword />
      <Button type="link" onClick={() => void call('session.signOut', {}).then(takeSession)}>
        退出
      </Button>
    </main>
  )
}
