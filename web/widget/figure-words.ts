/** The few words that figures add to what the server says, in each language of the interface. */
import type { Locale } from './contract.ts';

/** In the order in which each language lists them. */
const NAMES = [
  'interest',
  'readiness',
  'answers',
  'expected',
  'stated',
  'learn',
  'prove',
  'all',
  'aspect',
  'weeks',
  'later',
  'opinions',
  'question',
] as const;

export type FigureWords = Record<(typeof NAMES)[number], string>;

/** One text a language: it takes less than thirteen, and there are five. */
const word = (list: string): FigureWords => {
  const words = list.split('|');
  return Object.fromEntries(NAMES.map((name, at) => [name, words[at]])) as FigureWords;
};

export const FIGURE_WORDS: Record<Locale, FigureWords> = {
  en: word(
    'By interest|By what you bring|Your answers, with their points|expected|stated|Learn|Prove|All skills that matter|Aspect|{n} week#{n} weeks|later|What authors say of the time|Question {n} of {m}',
  ),
  de: word(
    'Nach Interesse|Nach dem, was Sie mitbringen|Ihre Antworten mit ihren Punkten|erwartet|angegeben|Lernen|Zeigen|Alle wichtigen Fähigkeiten|Aspekt|{n} Woche#{n} Wochen|später|Was Autoren zur Dauer sagen|Frage {n} von {m}',
  ),
  es: word(
    'Por interés|Por lo que aporta|Sus respuestas, con sus puntos|esperado|indicado|Aprender|Demostrar|Todas las habilidades que importan|Aspecto|{n} semana#{n} semanas|después|Lo que dicen los autores del tiempo|Pregunta {n} de {m}',
  ),
  fr: word(
    'Selon l’intérêt|Selon vos acquis|Vos réponses et leurs points|attendu|indiqué|Apprendre|Prouver|Toutes les compétences utiles|Aspect|{n} semaine#{n} semaines|plus tard|Ce que les auteurs disent de la durée|Question {n} sur {m}',
  ),
  ar: word(
    'حسب الاهتمام|حسب ما لديك|إجاباتك ونقاطها|المتوقع|المذكور|تعلّم|أثبت|كل المهارات المهمة|الجانب|{n} أسبوع#{n} أسابيع|لاحقًا|ما يقوله الكتّاب عن المدة|السؤال {n} من {m}',
  ),
};
