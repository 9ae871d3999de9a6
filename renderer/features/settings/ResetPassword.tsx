import { Form, Modal } from 'antd'
import type { AccountView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { PasswordPair } from '../../ui/PasswordPair.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

/** The administrator gives somebody a first password anew. */
export function ResetPassword(props: {
  account: AccountView
  onClose: () => void
  onDone: (account: AccountView) => void
}) {
  const { account, onClose, onDone } = props
  const [form] = Form.useForm<{ password: string }>()
  const { busy, problem, submit } = useSubmit()

  async function reset({ password }: { password: string }): Promise<void> {
    await submit(async () => onDone(await call('account.resetPassword', { accountId: account.id, password })))
  }

  return (
    <Modal
      open
      title={`重设“${account.name}”的密码`}
      okText="重设密码"
      okButtonProps={{ loading: busy }}
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">请当面告知新密码。对方下次登录必须先改成自己的密码；锁定随之解除，本次重设记入操作日志。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answers) => void reset(answers)}>
        <PasswordPair label="新的初始密码（至少 10 位）" />
      </Form>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
