import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { ROLE_NAMES } from '../../../shared/roles.ts'
import { call, may, sentence } from '../../client.ts'
import { APPEARANCES, type Appearance, appearance, setAppearance } from '../../ui/appearance.ts'
import { ChangePassword } from '../../ui/ChangePassword.tsx'
import { useCommands } from '../../ui/commands.ts'
import { NoticeSettings } from '../../ui/NoticeSettings.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { noteSaved, openSettings, takeSession, useUser, useWorkspace } from '../../workspace.ts'
import { About } from './About.tsx'
import { Accounts } from './Accounts.tsx'
import { ArticleStages } from './ArticleStages.tsx'
import { AuditLog } from './AuditLog.tsx'
import { Backup } from './Backup.tsx'
import { Calendars } from './Calendars.tsx'
import { ColumnSets } from './ColumnSets.tsx'
import { IdleTime } from './IdleTime.tsx'
import { MoveHouse } from './MoveHouse.tsx'
import { PaperTexts } from './PaperTexts.tsx'
import { RoundDefaults } from './RoundDefaults.tsx'
import './settings.css'

const APPEARANCE_NAMES: Record<Appearance, string> = { light: '浅色', dark: '深色', auto: '跟随系统' }

/** 设置: a list of what this person may see, and the open part beside it. */
export function SettingsPage() {
  const user = useUser()
  const open = useWorkspace((state) => state.settingsPart)
  const parts = [
    { key: 'self', label: '本人与外观', children: <Self /> },
    ...(may(user, 'account.list') ? [{ key: 'accounts', label: '账号与角色', children: <AccountsPart /> }] : []),
    { key: 'office', label: '发文机关与联系人', children: <Office /> },
    { key: 'calendars', label: '节假日', children: <Calendars /> },
    { key: 'rules', label: '取整', children: <RoundDefaults /> },
    { key: 'columns', label: '列设置', children: <ColumnSets /> },
    { key: 'texts', label: '文书文字', children: <PaperTexts /> },
    { key: 'stages', label: '各条款环节', children: <ArticleStages /> },
    ...(may(user, 'backup.create') ? [{ key: 'backup', label: '备份', children: <Backup /> }] : []),
    ...(may(user, 'move.export') ? [{ key: 'move', label: '换电脑', children: <MoveHouse /> }] : []),
    { key: 'audit', label: '操作日志', children: <AuditLog /> },
    { key: 'about', label: '关于', children: <About /> },
  ]
  useCommands(
    parts.map(({ key, label }) => ({ id: `settings.${key}`, label: `设置：${label}`, run: () => openSettings(key) })),
  )
  const part = parts.find(({ key }) => key === open) ?? parts[0]
  return (
    <div className="page settings">
      <header className="page-head">
        <h1>设置</h1>
      </header>
      <div className="settings-desk">
        <nav className="settings-list" aria-label="设置的内容">
          {parts.map(({ key, label }) => (
            <button
              key={key}
              type="button"
              className={key === part?.key ? 'on' : ''}
              aria-current={key === part?.key ? 'page' : undefined}
              onClick={() => openSettings(key)}
            >
              {label}
            </button>
          ))}
        </nav>
        <div className="settings-part">{part?.children}</div>
      </div>
    </div>
  )
}

function AccountsPart() {
  return (
    <>
      <Accounts />
      <IdleTime />
    </>
  )
}

function Office() {
  return (
    <section className="card">
      <NoticeSettings />
    </section>
  )
}

function Self() {
  const user = useUser()
  const [look, setLook] = useState(appearance)
  const [problem, setProblem] = useState('')
  const [changing, setChanging] = useState(false)

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
      </div>
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Button onClick={() => setChanging(true)}>修改密码…</Button>
        <Button onClick={() => void signOut()}>退出登录</Button>
      </div>
      {changing && (
        <Modal open title="修改密码" footer={null} onCancel={() => setChanging(false)}>
          <ChangePassword
            onDone={() => {
              setChanging(false)
              noteSaved()
            }}
          />
        </Modal>
      )}
    </section>
  )
}
