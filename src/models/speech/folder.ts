/** A Whisper that lies in a folder as on the hub: `config.json`, `tokenizer.json`, `onnx/encoder_model.onnx`, … */
import { Fault } from '../../../core/contract/fault.ts';
import { runtimeFor } from '../runtime-files.ts';
import { dtypesOf, isWhisper, trust } from './layout.ts';
import type { ListenerModel } from './listener.ts';
import { processor } from './processor.ts';

interface About {
  readonly name: string;
  readonly title: string;
  readonly paths: readonly string[];
  /** All of them, when it is opened. */
  read(): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer> | Blob>>;
}

/** Throws `Fault('bad-request')` where its paths are no Whisper's. */
export function listenerIn({ name, title, paths, read }: About): ListenerModel {
  if (!isWhisper(paths)) {
    throw new Fault('bad-request', 'That folder holds no Whisper: it lacks config.json, tokenizer.json, or onnx/encoder_model.onnx and onnx/decoder_model_merged.onnx.'); // prettier-ignore
  }
  return {
    name,
    title,
    isMultilingual: true,
    async open(languages, wanted) {
      const [files, { openWhisper }, on] = await Promise.all([
        read(),
        import('../transformers/whisper.ts'),
        processor(wanted),
      ]);
      const dtype = dtypesOf(paths, on);
      if (!dtype) throw new Fault('bug', 'A Whisper has lost its networks.');
      const file = (path: string): Promise<Blob | undefined> => {
        const found = files.get(path);
        return Promise.resolve(found === undefined || found instanceof Blob ? found : new Blob([found]));
      };
      return openWhisper({
        file,
        dtype,
        on,
        runtime: runtimeFor(on),
        trust,
        ...(languages && { languages }),
      });
    },
  };
}
