import { Button, Form, Input } from 'antd'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeSession } from '../../workspace.ts'

interface Answers {
  name: string
  password: string
  again: string
}

/** First start: the person who sets the workbench up becomes administrator, chief and reviewer. */
export function FirstAccount() {
  const { busy, problem, submit } = useSubmit()

  async function create({ name, password }: Answers): Promise<void> {
    await submit(async () => {
      takeSession(await call('session.firstAccount', { name, password }))
    })
  }

  return (
    <main className="door">
      <h1>时尚资金评审工作台</h1>
      <p className="quiet">
        首次使用，请先建立第一个账号。它同时具有管理员、科长和审核员的权限，其他账号可在“设置”中添加。
      </p>
      {problem !== '' && <Failure message={problem} />}
      <Form<Answers> layout="vertical" requiredMark={false} onFinish={(answers) => void create(answers)}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input autoFocus maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label="密码"
          extra="至少 10 位。密码只保存在本机，忘记后无法找回，请妥善保管。"
          rules={[{ required: true, min: 10, message: '密码至少 10 位' }]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一次密码"
          dependencies={['password']}
          rules={[
            { required: true, message: '请再输一次密码' },
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                value === undefined || value === '' || value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入的密码不一致')),
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          建立账号并进入
        </Button>
      </Form>
    </main>
  )
}
