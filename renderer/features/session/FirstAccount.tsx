import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { FirstSession } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { PasswordPair } from '../../ui/PasswordPair.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeSession } from '../../workspace.ts'
import { MoveIn } from './MoveIn.tsx'
import { NewCode } from './NewCode.tsx'
import { OpenPackage } from './OpenPackage.tsx'
import { PackageDoors } from './PackageDoors.tsx'

interface Answers {
  name: string
  password: string
}

/** First start: the person who sets the workbench up becomes administrator, chief and reviewer. */
export function FirstAccount() {
  const { busy, problem, submit } = useSubmit()
  const [opening, setOpening] = useState(false)
  const [moving, setMoving] = useState(false)
  const [made, setMade] = useState<FirstSession | null>(null)

  async function create({ name, password }: Answers): Promise<void> {
    await submit(async () => {
      const session = await call('session.firstAccount', { name, password })
      if (session.recoveryCode === null) takeSession(session)
      else setMade(session)
    })
  }

  if (made !== null) return <NewCode session={made} />
  if (opening) return <OpenPackage onBack={() => setOpening(false)} />
  if (moving) return <MoveIn onBack={() => setMoving(false)} />
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
        <PasswordPair label="密码" extra="至少 10 位。案卷库用它加密，只存在本机；建立后会给出一个恢复码，请保管好。" />
        <Button type="primary" htmlType="submit" block loading={busy}>
          建立账号并进入
        </Button>
      </Form>
      <p className="quiet">
        已在另一台电脑上办理过？
        <Button type="link" className="flush" onClick={() => setMoving(true)}>
          从另一台电脑迁入…
        </Button>
      </p>
      <PackageDoors onOpen={() => setOpening(true)} />
    </main>
  )
}
