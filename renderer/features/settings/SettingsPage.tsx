import { Button, Radio } from 'antd'
import { useState } from 'react'
import { ROLE_NAMES } from '../../../shared/roles.ts'
import { call, may, sentence } from '../../client.ts'
import { APPEARANCES, type Appearance, appearance, setAppearance } from '../../ui/appearance.ts'
import { Choices } from '../../ui/Choices.tsx'
import { NoticeSettings } from '../../ui/NoticeSettings.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { takeSession, useUser, useWorkspace } from '../../workspace.ts'
import { Accounts } from './Accounts.tsx'
import { AuditLog } from './AuditLog.tsx'
import { Backup } from './Backup.tsx'

const APPEARANCE_NAMES: Record<Appearance, string> = { light: '浅色', dark: '深色', auto: '跟随系统' }

/** 设置: a tab for each thing this person may see. */
export function SettingsPage() {
  const user = useUser()
  const [open, setOpen] = useState('self')
  const tabs = [
    { key: 'self', label: '本人与外观', children: <Self /> },
    ...(may(user, 'account.list') ? [{ key: 'accounts', label: '账号', children: <Accounts /> }] : []),
    { key: 'office', label: '公示信息', children: <NoticeSettings /> },
    ...(may(user, 'backup.create') ? [{ key: 'backup', label: '备份', children: <Backup /> }] : []),
    { key: 'audit', label: '操作记录', children: <AuditLog /> },
  ]
  return (
    <div className="page settings">
      <header className="page-head">
        <h1>设置</h1>
        <Choices label="设置的内容" items={tabs} open={open} onOpen={setOpen} />
      </header>
      {tabs.find(({ key }) => key === open)?.children}
    </div>
  )
}

function Self() {
  const user = useUser()
  const version = useWorkspace(({ session }) => (session.state === 'ready' ? session.view.appVersion : ''))
  const [look, setLook] = useState(appearance)
  const [problem, setProblem] = useState('')

  async function signOut(): Promise<void> {
    try {
      takeSession(await call('session.signOut', {}))
    } catch (error) {
      setProblem(sentence(error))
    }
  }

  return (
    <section className="card narrow">
      <div className="form-grid">
        <span>姓名</span>
        <b>{user?.name}</b>
        <span>角色</span>
        <span>{user?.roles.map((role) => ROLE_NAMES[role]).join('、')}</span>
        <span>外观</span>
        <Radio.Group
          value={look}
          options={APPEARANCES.map((value) => ({ value, label: APPEARANCE_NAMES[value] }))}
          onChange={(event) => {
            setLook(event.target.value)
            setAppearance(event.target.value)
          }}
        />
        <span>版本</span>
        <span>{version}</span>
      </div>
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Button onClick={() => void signOut()}>退出登录</Button>
      </div>
    </section>
  )
}
