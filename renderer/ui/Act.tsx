import { Button, type ButtonProps, Tooltip } from 'antd'
import { useRef } from 'react'
import type { Channel } from '../../shared/contract.ts'
import { may, whoMay } from '../client.ts'
import { useUser } from '../workspace.ts'
import { useCommands } from './commands.ts'

interface Props extends Omit<ButtonProps, 'disabled'> {
  /** The call behind the button: who may not make it sees a closed button and the reason. */
  channel: Channel
  /** A further reason why the button is closed now, as a sentence; empty when open. */
  closed?: string
  /** The key printed on the button. */
  hotkey?: string
  /** Ctrl+K offers the same, in these words or in those of the button, which are plain text then. */
  command?: boolean | string
}

/** A button bound to a call of the contract. When closed it stays in the tab order and says why. */
export function Act({ channel, closed = '', hotkey = '', command = false, ...props }: Props) {
  const { children, onClick, className = '', ...rest } = props
  const user = useUser()
  const reason = may(user, channel) ? closed : whoMay(channel)
  const button = useRef<HTMLButtonElement>(null)
  const words = command === true ? children : command
  const label = typeof words === 'string' ? words : ''
  const run = () => button.current?.click()
  useCommands(label === '' ? [] : [{ id: `${channel} ${label}`, label, keys: hotkey, channel, closed, run }])
  const key = hotkey !== '' && <kbd>{hotkey}</kbd>
  if (reason === '') {
    return (
      <Button {...rest} ref={button} className={className} {...(onClick === undefined ? {} : { onClick })}>
        {key}
        {children}
      </Button>
    )
  }
  return (
    <Tooltip title={reason}>
      <Button
        {...rest}
        type="default"
        danger={false}
        className={`closed ${className}`}
        aria-disabled="true"
        htmlType="button"
      >
        {key}
        {children}
      </Button>
    </Tooltip>
  )
}
