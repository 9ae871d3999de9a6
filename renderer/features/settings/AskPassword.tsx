import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

interface Props {
  title: string
  okText: string
  /** What is about to happen. */
  children: ReactNode
  width?: number
  /** Not to be left by a click beside it, nor at all while `act` runs. */
  held?: boolean
  act(password: string): Promise<void>
  onClose(): void
}

/** The own password once more, before what a desk left open must not give away or do. */
export function AskPassword({ title, okText, children, width = 520, held = false, act, onClose }: Props) {
  const [form] = Form.useForm<{ password: string }>()
  const { busy, problem, submit } = useSubmit()
  const hold = held
    ? { closable: !busy, keyboard: !busy, mask: { closable: false }, cancelButtonProps: { disabled: busy } }
    : {}
  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ loading: busy }}
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={onClose}
      {...hold}
    >
      {children}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => void submit(() => act(password))}
      >
        <Form.Item name="password" label="您的登录密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoFocus maxLength={200} autoComplete="current-password" />
        </Form.Item>
      </Form>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
