import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { ROLE_NAMES, ROLES, type Role } from '../../../shared/roles.ts'
import type { AccountLine } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved, useUser, useWorkspace } from '../../workspace.ts'
import { EncryptDatabase } from './EncryptDatabase.tsx'
import { RenewCode } from './RenewCode.tsx'
import { ResetPassword } from './ResetPassword.tsx'
import { RolesDialog } from './RolesDialog.tsx'

/** Accounts of this machine: made, stopped and started again; never deleted, since their names stand in the record. */
export function Accounts() {
  const user = useUser()
  const { modal } = App.useApp()
  const encrypted = useWorkspace(({ session }) => session.state === 'ready' && session.view.encrypted === true)
  const [accounts, setAccounts] = useState<AccountLine[] | null>(null)
  const [problem, setProblem] = useState('')
  const [creating, setCreating] = useState(false)
  const [resetting, setResetting] = useState<AccountLine | null>(null)
  const [changing, setChanging] = useState<AccountLine | null>(null)
  const replace = (next: AccountLine) =>
    setAccounts((all) => all?.map((each) => (each.id === next.id ? next : each)) ?? null)

  function load(): void {
    call('account.list', {}).then(setAccounts, (error: unknown) => setProblem(sentence(error)))
  }
  useEffect(load, [])

  async function setActive(account: AccountLine): Promise<void> {
    setProblem('')
    try {
      const next = await call('account.setActive', { accountId: account.id, active: !account.active })
      replace(next)
      noteSaved()
      // Its hold on the key was taken away; without a new password the person stands before a closed door.
      if (next.active && !next.canOpen) setResetting(next)
    } catch (error) {
      setProblem(sentence(error))
    }
  }

  function toggle(account: AccountLine): void {
    if (!account.active) {
      void setActive(account)
      return
    }
    modal.confirm({
      title: `停用“${account.name}”？`,
      content: encrypted
        ? '停用后该账号不能登录，它的开库钥匙随即收回；已有的意见和记录不受影响。恢复时须重设密码。'
        : '停用后该账号不能登录；已有的意见和记录不受影响，随时可以恢复。',
      okText: '停用',
      cancelText: '取消',
      onOk: () => setActive(account),
    })
  }

  if (accounts === null) {
    return problem === '' ? <Working words="正在读取账号…" /> : <Failure message={problem} retry={load} />
  }
  return (
    <section className="card">
      {problem !== '' && <Failure message={problem} />}
      <table className="plain-table">
        <thead>
          <tr>
            <th>姓名</th>
            <th>角色</th>
            <th>状态</th>
            <th>建立时间</th>
            <th>操作</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <td>{account.name}</td>
              <td>{account.roles.map((role) => ROLE_NAMES[role]).join('、')}</td>
              <td>
                <span className={account.active ? 'mark good' : 'mark plain'}>
                  {account.active ? '启用' : '已停用'}
                </span>
                {account.mustChange && <span className="quiet small"> 初始密码未改</span>}
                {account.active && !account.canOpen && <span className="mark ask">须重设密码</span>}
              </td>
              <td className="digits">{chinaMinute(account.createdAt)}</td>
              <td className="row-acts">
                <Act channel="account.setRoles" size="small" onClick={() => setChanging(account)}>
                  角色…
                </Act>
                <Act
                  channel="account.resetPassword"
                  size="small"
                  closed={account.id === user?.id ? '自己的密码在“本人与外观”修改' : ''}
                  onClick={() => setResetting(account)}
                >
                  重设密码…
                </Act>
                <Act
                  channel="account.setActive"
                  size="small"
                  closed={account.id === user?.id ? '不能停用自己的账号' : ''}
                  onClick={() => toggle(account)}
                >
                  {account.active ? '停用' : '恢复'}
                </Act>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="acts">
        <Button type="primary" onClick={() => setCreating(true)}>
          新建账号…
        </Button>
        <RenewCode />
        <EncryptDatabase onEncrypted={load} />
      </div>
      {resetting !== null && (
        <ResetPassword
          account={resetting}
          onClose={() => setResetting(null)}
          onDone={(next) => {
            replace(next)
            setResetting(null)
            noteSaved()
          }}
        />
      )}
      {changing !== null && (
        <RolesDialog
          account={changing}
          onClose={() => setChanging(null)}
          onSaved={(next) => {
            replace(next)
            setChanging(null)
            noteSaved()
          }}
        />
      )}
      {creating && (
        <NewAccount
          onClose={() => setCreating(false)}
          onCreated={(account) => {
            setAccounts([...accounts, account])
            setCreating(false)
            noteSaved()
          }}
        />
      )}
    </section>
  )
}

interface Answers {
  name: string
  password: string
  roles: Role[]
}

function NewAccount({ onClose, onCreated }: { onClose: () => void; onCreated: (account: AccountLine) => void }) {
  const [form] = Form.useForm<Answers>()
  const { busy, problem, submit } = useSubmit()

  async function create(answers: Answers): Promise<void> {
    await submit(async () => onCreated(await call('account.create', answers)))
  }

  return (
    <Modal
      open
      title="新建账号"
      okText="建立账号"
      okButtonProps={{ loading: busy }}
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Answers> form={form} layout="vertical" requiredMark={false} onFinish={(answers) => void create(answers)}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label="初始密码（至少 10 位）"
          rules={[{ required: true, min: 10, message: '密码至少 10 位' }]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="roles" label="角色" rules={[{ required: true, message: '请至少选一个角色' }]}>
          <Checkbox.Group options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))} />
        </Form.Item>
      </Form>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
