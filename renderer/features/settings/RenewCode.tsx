import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { useWorkspace } from '../../workspace.ts'

/** A new recovery code in place of one that was lost or seen. */
export function RenewCode() {
  const encrypted = useWorkspace(({ session }) => session.state === 'ready' && session.view.encrypted === true)
  const [asking, setAsking] = useState(false)
  const [code, setCode] = useState<string | null>(null)

  if (!encrypted) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>更换恢复码…</Button>
      {asking && (
        <AskPassword
          onClose={() => setAsking(false)}
          onCode={(made) => {
            setAsking(false)
            setCode(made)
          }}
        />
      )}
      {code !== null && (
        <Modal open title="新的恢复码" footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
          <RecoveryCode code={code} done="完成" onKept={() => setCode(null)} />
        </Modal>
      )}
    </>
  )
}

/** A desk left open must not give the code away, so the password is asked once more. */
function AskPassword({ onClose, onCode }: { onClose: () => void; onCode: (code: string) => void }) {
  const [form] = Form.useForm<{ password: string }>()
  const { busy, problem, submit } = useSubmit()

  async function renew({ password }: { password: string }): Promise<void> {
    await submit(async () => onCode((await call('account.renewCode', { password })).recoveryCode))
  }

  return (
    <Modal
      open
      title="更换恢复码"
      okText="更换"
      okButtonProps={{ loading: busy }}
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">原来的恢复码随即作废，新码只显示一次，请准备好打印或抄写。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answers) => void renew(answers)}>
        <Form.Item name="password" label="您的登录密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoFocus maxLength={200} autoComplete="current-password" />
        </Form.Item>
      </Form>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
