import { Alert, Form, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

/** Holds the record against the 留痕首码 printed on a paper: what was there then must still be there. */
export function HeadCheck() {
  const { busy, problem, submit } = useSubmit()
  const [verdict, setVerdict] = useState<{ ok: boolean; message: string } | null>(null)

  async function check({ head }: { head: string }): Promise<void> {
    setVerdict(null)
    await submit(async () => setVerdict(await call('audit.verifyHead', { head })))
  }

  return (
    <>
      <Form<{ head: string }> layout="inline" requiredMark={false} onFinish={(answers) => void check(answers)}>
        <Form.Item
          name="head"
          label="纸面上的留痕首码"
          rules={[{ required: true, whitespace: true, message: '请照纸面输入' }]}
        >
          <Input className="head-code" maxLength={100} autoComplete="off" placeholder="如 3f9a 0c21 77be 12d4" />
        </Form.Item>
        <Act command="核对纸面留痕首码" channel="audit.verifyHead" loading={busy} htmlType="submit">
          {busy ? '正在核验…' : '与纸面核对'}
        </Act>
      </Form>
      {verdict !== null && (
        <Alert className="tight" showIcon type={verdict.ok ? 'success' : 'error'} title={verdict.message} />
      )}
      {problem !== '' && <Failure message={problem} />}
    </>
  )
}
