import { Form, Input } from 'antd'

interface Props {
  nameLabel?: string
  passwordLabel?: string
  /** Where typing begins; null: elsewhere in the form. */
  focus?: 'name' | 'password' | null
  /** False where they are of another computer. */
  remembered?: boolean
}

/** Whose name and password, as `name` and `password` of the form around them. */
export function PersonFields({ nameLabel = '姓名', passwordLabel = '密码', focus = null, remembered = true }: Props) {
  return (
    <>
      <Form.Item name="name" label={nameLabel} rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input autoFocus={focus === 'name'} maxLength={40} autoComplete={remembered ? 'username' : 'off'} />
      </Form.Item>
      <Form.Item name="password" label={passwordLabel} rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password
          autoFocus={focus === 'password'}
          maxLength={200}
          autoComplete={remembered ? 'current-password' : 'off'}
        />
      </Form.Item>
    </>
  )
}
