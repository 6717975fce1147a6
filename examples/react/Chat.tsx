/** The chat within a React page. The script loads once, however often the component comes and goes. */
import { useEffect, useRef } from 'react';
import type { CrossroadsElement } from '../../web/widget/crossroads.d.ts';

const SERVER = 'https://chat.example.com';

export function Chat({ onAnswer }: { onAnswer?: (text: string) => void }) {
  const chat = useRef<CrossroadsElement>(null);

  useEffect(() => {
    if (document.querySelector(`script[src^="${SERVER}"]`)) return;
    const script = document.createElement('script');
    script.src = `${SERVER}/widget.js`;
    script.dataset.position = 'none';
    document.head.append(script);
  }, []);

  useEffect(() => {
    const element = chat.current;
    const told = (event: HTMLElementEventMap['crossroads:answer']) => onAnswer?.(event.detail.text);
    element?.addEventListener('crossroads:answer', told);
    return () => element?.removeEventListener('crossroads:answer', told);
  }, [onAnswer]);

  return (
    <>
      <crossroads-chat ref={chat} data-title="Ask our articles" data-theme="light" />
      <button type="button" onClick={() => chat.current?.send('Where do I begin?')}>
        Where do I begin?
      </button>
    </>
  );
}
