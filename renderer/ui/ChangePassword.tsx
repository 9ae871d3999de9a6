import { Button, Form, Input } from 'antd'
import { call } from '../client.ts'
import { takeSession } from '../workspace.ts'
import { Failure } from './Notices.tsx'
import { PasswordPair } from './PasswordPair.tsx'
import { useSubmit } from './useSubmit.ts'

interface Answers {
  oldPassword: string
  password: string
}

/** Changes one's own password. `onDone` follows when it was changed. */
export function ChangePassword({ onDone }: { onDone?: () => void }) {
  const [form] = Form.useForm<Answers>()
  const { busy, problem, submit } = useSubmit()

  async function change({ oldPassword, password }: Answers): Promise<void> {
    await submit(async () => {
      takeSession(await call('session.changePassword', { oldPassword, password }))
      form.resetFields()
      onDone?.()
    })
  }

  return (
    <Form<Answers> form={form} layout="vertical" requiredMark={false} onFinish={(answers) => void change(answers)}>
      {problem !== '' && <Failure message={problem} />}
      <Form.Item name="oldPassword" label="原密码" rules={[{ required: true, message: '请填写原密码' }]}>
        <Input.Password maxLength={200} autoComplete="current-password" />
      </Form.Item>
      <PasswordPair label="新密码（至少 10 位）" />
      <Button type="primary" htmlType="submit" loading={busy}>
        修改密码
      </Button>
    </Form>
  )
}
