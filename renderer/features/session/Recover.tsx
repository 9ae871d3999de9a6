import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { FirstSession } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { PasswordPair } from '../../ui/PasswordPair.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { NewCode } from './NewCode.tsx'

interface Answers {
  name: string
  code: string
  password: string
}

interface Props {
  /** As far as the door knows it already. */
  name: string
  onBack(): void
}

/** A forgotten password is set anew with the recovery code. */
export function Recover({ name: known, onBack }: Props) {
  const { busy, problem, submit } = useSubmit()
  const [made, setMade] = useState<FirstSession | null>(null)

  async function recover({ name, code, password }: Answers): Promise<void> {
    await submit(async () => setMade(await call('session.recover', { name, code, password })))
  }

  if (made !== null) return <NewCode session={made} />
  return (
    <main className="door">
      <h1>用恢复码重设密码</h1>
      <p className="quiet">
        忘记密码时，先请管理员在“设置 → 账号与角色”重设。管理员也忘记了，才用建账号时打印的恢复码；用过即换新码。
      </p>
      {problem !== '' && <Failure message={problem} />}
      <Form<Answers>
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: known }}
        onFinish={(answers) => void recover(answers)}
      >
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input autoFocus={known === ''} maxLength={40} autoComplete="username" />
        </Form.Item>
        <Form.Item name="code" label="恢复码" rules={[{ required: true, message: '请填写恢复码' }]}>
          <Input autoFocus={known !== ''} maxLength={100} autoComplete="off" placeholder="六组，每组四位" />
        </Form.Item>
        <PasswordPair label="新密码（至少 10 位）" />
        <Button type="primary" htmlType="submit" block loading={busy}>
          重设密码并登录
        </Button>
        <Button type="link" block onClick={onBack}>
          返回登录
        </Button>
      </Form>
    </main>
  )
}
