import { phrases, wordSet } from './table.ts';

/** What `every` is in both languages; a `!` glued to it makes the repeat count from completion. */
export const everyWords = wordSet(
  'every each каждый каждую каждое каждые каждого каждой каждом каждая',
);

/** Words that make a weekday, week or month the next one. */
export const nextWords = wordSet(
  'next след следующий следующую следующее следующие следующая следующей следующего следующему следующем ' +
    'следующих следующим',
);
export const thisWords = wordSet(
  'this этот эту это эти эта этой этого этому этом этих этим ' +
    'ближайший ближайшую ближайшее ближайшие ближайшая ближайшей ближайшего ближайшему ближайших',
);

export const quantifiers = wordSet('a an the this that my our your his her their its');

/** Days of which a `past` word stands before: last friday, прошлую пятницу. */
export const pastWords = wordSet(
  'last прошлый прошлую прошлое прошлая прошлой прошлого прошлому прошлые прошлых',
);

/** Behind these stands what something is about, not when it is due. */
export const aboutWords = wordSet('за от про о об обо');

/** Behind these a day is no due: после 5 декабря, через понедельник. */
export const notDueWords = wordSet('after since about regarding re после через около раньше');

/** Words that number what follows: room 12/25, дом 25/3, версия 1.2, № 5.12. */
export const numberingWords = wordSet(
  'version versions room rooms chapter chapters section page pages issue bug flat apartment apt suite figure size sizes размер размера ' +
    'exercise ios macos android windows python ubuntu debian node java ruby php django rails postgres ratio score rate rated rating ' +
    'дом дома дому доме д корп корпус кв строение каб кабинет версия версию версии версией ' +
    'задача задачу задачи задаче задание упражнение пример глава главу главы пункт пункта п № номер счет',
);

/** Behind these a figure with a colon is a ratio, a score or a verse: масштаб 1:50, John 3:16. */
export const ratioWords = wordSet(
  'ratio scale score pace verse john luke matthew genesis exodus psalm psalms proverbs romans isaiah ' +
    'масштаб масштабе масштабом пропорция пропорции пропорцией соотношение соотношении формат формате счет счетом темп темпе',
);

/** After `не` a word of importance says the opposite, and is text. */
export const notWords = wordSet('не not');

/** Behind these `днём` is no time: с днём рождения, с каждым днём, день за днём. */
export const notTimes = wordSet('с за каждым одним этим тем');

/** Behind these stands a street's name: ул. 8 Марта. */
export const streetWords = wordSet(
  'ул улица улицу улице улицы улицей площадь площади пл проспект проспекте пр бульвар переулок пер им имени',
);

/** Behind a figure these make it a measure or money, so that it is no day. */
export const measures = wordSet(
  'km m cm mm kg g mg lb lbs miles mile meters metres litres liters cups cup people pages percent % $ £ € eur usd ' +
    'gbp rub euros dollars pounds км м см мм кг г мг л литра литров метров метра человек штук шт руб рублей рубля ₽ ' +
    'процентов процента евро долларов inch inches',
);

/** Behind `в 10` these are what is counted or numbered, so that it is no hour, wherever it stands. */
export const numberedWords = wordSet(
  'веке век класс классе кабинет кабинете этаж этаже раз раза дом доме квартире номере times people places ' +
    'местах городах странах экземплярах этапа вариантах',
);

/** Small words: an hour alone counts before them (at 5 with Ann), and never before a noun. */
export const smallWords = wordSet(
  'with in on for and or to from about by near at via then before after until если чтобы ' +
    'с со у в во на и или по к ко для от из около возле перед над за об о при без через',
);

/** Words of how and where something is done, which name no thing. */
export const adverbs = wordSet(
  'outside inside outdoors indoors together alone again please online home here there now maybe ' +
    'снова опять вместе дома пожалуйста онлайн здесь там',
);

/** Before `в час` these make it a speed or a price: 60 км в час. */
export const rateWords = wordSet(
  'км раз раза рублей рубля руб штук метров литров оборотов долларов',
);

/** Behind `на час` these shift a clock: на час назад. */
export const shiftWords = wordSet(
  'назад вперед раньше позже дольше больше меньше ago earlier later',
);

/** Words that leave something out of a repeat or end it, which is not understood. */
export const exceptPhrases = phrases([
  [
    'except|excluding|unless|but|besides|minus|other than|apart from|кроме|исключая|за исключением',
    true,
  ],
  ['не считая|без учета', true],
]);
export const untilWords = wordSet('until till through thru ending ends до пока');

/** Behind `до` they say when in the day something is done, and end no repeat. */
export const habits = wordSet(
  'еды сна обеда завтрака ужина работы школы тренировки прогулки пробежки кофе чая',
);

/** Behind a repeat they say of what its days are: of the month, of May, месяца. */
export const ofWords = wordSet('месяца недели года квартала');

/** Words behind which a repeat goes on. */
export const jointWords = wordSet('and or и или либо &');

/** Words that make a number of times a repeat of which only half is understood. */
export const vagueWords = wordSet('few several couple несколько пару полтора полторы');

export const priorities = phrases<1 | 2 | 3>([
  ['urgent|asap|срочно', 3],
  ['important|важно', 2],
  ['low priority|not urgent|не срочно|несрочно', 1],
]);

export const completions = [
  'after completion',
  'after i finish',
  'after finishing',
  'after done',
  'after it is done',
  'после выполнения',
  'после завершения',
].map((phrase) => phrase.split(' '));

export const completionFirsts: ReadonlySet<string> = new Set(
  completions.map(([first = '']) => first),
);

export const timesWords = wordSet('times раз раза');
