import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import { AppError } from '../../../shared/errors.ts'
import { call } from '../../client.ts'
import { usePackages, workspaceName } from '../../packages.ts'
import { Failure } from '../../ui/Notices.tsx'
import { PersonFields } from '../../ui/PersonFields.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadSession, takeSession, useWorkspace } from '../../workspace.ts'
import { OpenPackage } from './OpenPackage.tsx'
import { PackageDoors } from './PackageDoors.tsx'
import { Recover } from './Recover.tsx'

interface Answers {
  name: string
  password: string
}

/** Damage may show only when the password opens the file; the session asked for anew then leads to the way back. */
async function showDamage(error: unknown): Promise<never> {
  if (error instanceof AppError && error.code === 'DAMAGED') await loadSession()
  throw error
}

export function SignIn() {
  const restarted = useWorkspace((state) => state.core !== 'running')
  const version = useWorkspace(({ session }) => (session.state === 'ready' ? session.view.appVersion : ''))
  const encrypted = useWorkspace(({ session }) => session.state === 'ready' && session.view.encrypted === true)
  const lockedName = useWorkspace((state) => state.lockedName)
  const { busy, problem, submit } = useSubmit()
  const [form] = Form.useForm<Answers>()
  const [recovering, setRecovering] = useState<string | null>(null)
  const [opening, setOpening] = useState(false)
  const inPackage = usePackages(({ current }) => current)

  async function signIn(answers: Answers): Promise<void> {
    await submit(async () => {
      takeSession(await call('session.signIn', answers).catch(showDamage))
      useWorkspace.setState({ core: 'running' })
    })
  }

  if (recovering !== null) return <Recover name={recovering} onBack={() => setRecovering(null)} />
  if (opening) return <OpenPackage onBack={() => setOpening(false)} />
  return (
    <main className="door">
      <h1>时尚资金评审工作台</h1>
      {inPackage !== null && <p className="package-banner">派发包工作区：{workspaceName(inPackage)}</p>}
      {restarted && (
        <Alert
          type="warning"
          showIcon
          className="tight"
          title="后台服务已重新启动，已确认保存的内容没有丢失。请重新登录。"
        />
      )}
      {lockedName !== '' && (
        <Alert
          type="info"
          showIcon
          className="tight"
          title={`“${lockedName}”的工作台已锁定，未提交的意见已保存。请输入密码继续；换人使用请改姓名。`}
        />
      )}
      {problem !== '' && <Failure message={problem} />}
      <Form<Answers>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: lockedName }}
        onFinish={(answers) => void signIn(answers)}
      >
        <PersonFields focus={lockedName === '' ? 'name' : 'password'} />
        <Button type="primary" htmlType="submit" block loading={busy}>
          登录
        </Button>
        {encrypted && (
          <Button type="link" block onClick={() => setRecovering(form.getFieldValue('name') ?? '')}>
            忘记密码…
          </Button>
        )}
      </Form>
      <PackageDoors onOpen={() => setOpening(true)} />
      <p className="quiet small">版本 {version}；本机运行，不连接网络。</p>
    </main>
  )
}
