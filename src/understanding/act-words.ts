/** Words that make an utterance an act by themselves: small talk, and wishes about the answer before. */

export interface ActWords {
  act:
    | 'greeting'
    | 'thanks'
    | 'goodbye'
    | 'acknowledgement'
    | 'praise'
    | 'complaint'
    | 'shorter'
    | 'simpler'
    | 'more'
    | 'doubt'
    | 'exception'
    | 'example';
  /** One of these must be there. */
  core: ReadonlySet<string>;
  /** These may stand beside it; any other word makes the utterance a question. */
  also: ReadonlySet<string>;
}

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** In the order in which they are tried. Folded words: lower case, no apostrophes. */
export const ACT_WORDS: readonly ActWords[] = [
  {
    act: 'exception',
    core: set('sometimes always never ever exception exceptions everywhere occasionally'),
    also: set(`but is it that so true the case in every all any are there not even really for everyone no does do they
      this a few some cases and what about without`),
  },
  {
    act: 'example',
    core: set('example examples instance'),
    also: set(`for give me an a can could you some any one two few another of that this it tell show have more concrete real
      like what would be do is there name i want need'd what's whats`),
  },
  {
    act: 'greeting',
    core: set(`hi hii hiya hello helo hey heya hallo howdy yo greetings morning afternoon evening sup wassup hola salut
      gday anyone anybody`),
    also: set(
      'good there again everyone all bot chatbot friend mate folks day to you nice meet home is here a very lovely',
    ),
  },
  {
    act: 'thanks',
    core: set(
      'thanks thank thx ty tysm cheers ta appreciated appreciate grateful thankyou helped obliged legend lifesaver',
    ),
    also: set(`you u ur so much a lot very many for the your that this help helpful answer answers time info information really
      was it i much again all everything great perfect brilliant lovely good nice awesome super cool then mate bunch
      million ton loads heaps one wonderful youve been made my day clear clears up indeed truly kindly sincerely`),
  },
  {
    act: 'goodbye',
    core: set(`bye goodbye byebye cya farewell ciao goodnight later see gotta run off done leaving ttyl cu laters cheerio
      adios care`),
    also: set(`for now today you good night take that thats all is it have a nice great day evening weekend i am im got to
      go heading out catch soon and going must then next time enough everything ya around talk one tomorrow again until so
      long back work bed sleep sorted`),
  },
  {
    act: 'acknowledgement',
    core: set(`ok okay okey k kk alright right sure fine cool nice great yes yeah yep yup no nope nah hmm hm mhm ah oh aha
      understood noted gotcha haha hahaha hehe lol lmao interesting agreed indeed exactly true wow sounds makes nevermind
      never nvm whatever fair maybe perhaps test testing huh hah neat perfect`),
    also: set(`got it i see that thats makes sense good then so the all well very a lot to know quite not bad enough mind
      worries please thanks just looking around later was helpful useful point will do think about let me`),
  },
  {
    act: 'praise',
    core: set(`great awesome amazing brilliant excellent perfect love best fantastic wonderful impressive helpful lovely
      clever smart superb rock funny cute favourite favorite kudos bravo congrats good nice like`),
    also: set(`you u ur are youre your the a an this that is was it so very really actually pretty at answer answers bot chatbot job work well done
      i have used far ever wow one thats its what tool site lol haha much thing explanation of all did more me better than
      any other`),
  },
  {
    act: 'complaint',
    core: set(`stupid useless rubbish dumb bad terrible awful worst hate idiot crap nonsense garbage sucks suck annoying
      wrong shut boring lame pathetic waste wtf trash fuck fucking shit bullshit bitch asshole moron loser`),
    also: set(`you u ur are youre your the a an this that is was it so very really actually pretty answer answers bot chatbot what thats its told
      me nothing i of no not helpful at all total piece up time for go away such absolutely complete completely off head machine thing fool full talk another answering`),
  },
  {
    act: 'shorter',
    core: set(
      'shorter short brief briefer briefly tldr concise summary summarise summarize sum nutshell condense sentence line',
    ),
    also: set(`in one two a few version words the make it that up give me can could you just keep say be more less of and to
      dr tl long too was thats answer sentences lines`),
  },
  {
    act: 'simpler',
    core: set(
      'simpler simple simply plain layman laymans eli5 easier dumb basic basics beginner child kid five understand mean',
    ),
    also: set(`in terms words english language like im i am explain it that this say again for a an me to the more much can what does
      could you make version way down so would dont didnt not did do even get years old year was too complicated by`),
  },
  {
    act: 'more',
    core: set('more elaborate detail details expand further else continue longer deeper on another'),
    also: set(`tell me give say any and in about it that this can could you go some a bit little anything what i want would
      like to know explain now with is there also one example`),
  },
  {
    act: 'doubt',
    core: set('sure really seriously certain true honest honestly'),
    also: set('are you is that this it about so quite what for correct right be'),
  },
];

/** Words that soften any utterance. */
export const POLITE = set(
  'please pls plz kindly oh ah um er hm hmm huh wait well hey hi ok okay and so but just now bro dude man mate buddy pal fam',
);
