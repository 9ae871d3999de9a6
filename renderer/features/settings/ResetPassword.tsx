import { Form, Modal } from 'antd'
import type { AccountLine } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { PasswordPair } from '../../ui/PasswordPair.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

/** The administrator gives somebody a first password anew. */
export function ResetPassword(props: {
  account: AccountLine
  onClose: () => void
  onDone: (account: AccountLine) => void
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
      {!account.canOpen && (
        <p>“{account.name}”停用时开库钥匙已收回，原密码打不开已加密的案卷库；重设密码后对方才能登录。</p>
      )}
      <p className="quiet">请当面告知新密码。对方下次登录必须先改成自己的密码；锁定随之解除，本次重设记入操作日志。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answers) => void reset(answers)}>
        <PasswordPair label="新的初始密码（至少 10 位）" />
      </Form>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
