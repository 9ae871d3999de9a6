import { Form, Input } from 'antd'

/** A new password and the same again, as fields `password` and `again` of the form around them. */
export function PasswordPair({ label, extra }: { label: string; extra?: string }) {
  return (
    <>
      <Form.Item
        name="password"
        label={label}
        extra={extra}
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
    </>
  )
}
