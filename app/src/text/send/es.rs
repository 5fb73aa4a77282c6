//! The Send panel in Spanish.

use super::{
    AnswerTexts, BrakeTexts, FormTexts, HistoryTexts, OutcomeTexts, ReachTexts, RefusedTexts, SendTexts, duration,
};

/// The words.
pub const SEND: SendTexts = SendTexts {
    open: "Enviar…",
    heading: "Enviar",
    close: "Volver al resultado",
    privacy: "Nada sale de este navegador hasta que usted pulse el botón de enviar. Entonces el payload va al servidor de Gabarito, que pone las credenciales y llama al sistema.",
    reach: ReachTexts {
        asking: "Preguntando al servidor qué ambientes hay…",
        absent: "Esta página está sin el servidor de Gabarito, que guarda las credenciales y envía. Aquí puede revisar como siempre; para enviar, abra la página con gabarito serve.",
        again: "Buscar de nuevo",
        sign_in: "El servidor pide identificación",
        token: "Token de acceso",
        token_note: "Quien administra el servidor de Gabarito da el token. Queda solo en la memoria de esta página y desaparece al cerrarla.",
        token_refused: "El servidor no aceptó este token. Compruebe que fue copiado entero.",
        enter: "Entrar",
        signed_in: |user| format!("Identificación: {user}"),
    },
    form: FormTexts {
        no_layout: "Para enviar hace falta saber qué interfaz es esta. Corrija lo que impide reconocerla o elija el layout en el resultado.",
        is_answer: "Esto es una respuesta del sistema y no una solicitud: no hay nada que enviar.",
        own_layout: "Este layout vino con un ejemplo, y ningún sistema lo atiende. Elija en el resultado el layout de la interfaz.",
        no_environment: |system| {
            format!(
                "El servidor no tiene ningún ambiente de {system} para usted. Quien lo administra agrega ambientes en la configuración."
            )
        },
        environment: "Ambiente",
        simulator: "simulador",
        simulator_note: "responde como describen los manuales; nada llega a un sistema real",
        test: "pruebas",
        test_note: "sistema de pruebas",
        production: "producción",
        production_note: "lo que envíe es real",
        choose: "Elija el ambiente.",
        valid: "El payload no tiene errores.",
        errors_refused: |n_errors, environment| {
            format!(
                "El payload tiene errores ({n_errors}), y {environment} no los acepta: el servidor lo va a rechazar antes de enviar."
            )
        },
        errors_allowed: |n_errors, environment| {
            format!("El payload tiene errores ({n_errors}); {environment} acepta enviar de todos modos.")
        },
        execution: "Ejecución",
        sync: "síncrona",
        sync_note: "el sistema procesa en el momento y responde con el resultado",
        asynchronous: "asíncrona",
        asynchronous_note: "el sistema empieza en el momento, pero solo responde OK o un error; el resultado aparece en él después",
        scheduled: "programada",
        scheduled_note: "el sistema lo guarda para procesarlo más tarde y solo responde OK o un error",
        request: "La solicitud como va a salir",
        address: |environment| format!("La dirección es la que la configuración del servidor da a {environment}."),
        filled_in: "Credenciales que completa el servidor",
        covered: "Las que estaban en el payload fueron cubiertas y no salen de aquí.",
        body: "Cuerpo",
        too_long: "El cuerpo es demasiado largo para mostrarlo aquí. Sus credenciales se cubren de todos modos.",
        send: |environment| format!("Enviar a {environment}"),
        send_nowhere: "Enviar",
        sending: "Enviando…",
        stop: "Dejar de esperar",
    },
    brake: BrakeTexts {
        production: |environment| format!("Enviar a producción: {environment}"),
        production_note: "Lo que envíe es real: el sistema lo graba y otras personas pasan a trabajar con eso.",
        type_name: |environment| format!("Para confirmar, escriba el nombre del ambiente: {environment}"),
        deletion: "Este envío elimina",
        deletion_note: "El payload pide una eliminación. Gabarito no tiene cómo deshacerla.",
        confirm_deletion: |system| format!("Quiero eliminar esto en {system}"),
        unknown_key: "Lo que el payload indica para eliminar.",
        leave: "No enviar",
    },
    outcome: OutcomeTexts {
        heading: "Qué pasó",
        not_sent: "No enviado",
        unknown: "Resultado desconocido",
        duration: |milliseconds| duration(milliseconds, ","),
        repeated: "Es el resultado guardado de este mismo envío; nada fue enviado otra vez.",
        processed: "El sistema dice que hizo lo que se le pidió.",
        partial: "El sistema hizo una parte y rechazó otra. Corrija solo los ítems rechazados y envíe solo esos: los otros ya están allí.",
        rejected: "El sistema entendió y dijo que no. Corrija lo que la respuesta señala y envíe de nuevo.",
        received: "El sistema solo acusó recibo y todavía va a procesar. Aún no es un éxito: compruébelo en él más tarde.",
        failed: "El sistema no pudo procesar. Lea el motivo en la respuesta; si es pasajero, espere un poco y envíe de nuevo.",
        unread: "Vino una respuesta entera, pero ninguna regla documentada dice qué significa. Léala y compruebe en el sistema antes de enviar de nuevo.",
        invalid: "El payload tiene errores, y este ambiente no los acepta. Corrija lo que el resultado señala y envíe de nuevo.",
        unconfirmed: "Falta que usted confirme. Nada ha salido todavía.",
        confirm: "Confirmar…",
        no_such_execution: "El sistema no conoce este tipo de ejecución para esta interfaz. Elija otro.",
        no_address: "Falta en la configuración del servidor cómo llegar a esta interfaz. Hable con quien lo administra.",
        to_configure: |keys| {
            format!(
                "Falta en la configuración de este ambiente, en el servidor, lo que esta interfaz pide: {keys}. Hable con quien lo administra."
            )
        },
        credentials: "Las credenciales del ambiente no fueron aceptadas, o el servidor no pudo obtenerlas. Hable con quien lo administra.",
        unreachable: "No hubo conexión con el sistema. Nada salió; puede enviar de nuevo cuando vuelva.",
        resting: "Muchas llamadas fallaron hace poco, y el servidor deja el sistema en paz por un momento. Espere y envíe de nuevo.",
        no_audit: "El servidor no pudo anotar la llamada y sin eso no envía. Hable con quien lo administra.",
        uncertain: |system| {
            format!(
                "La solicitud salió, y no vino una respuesta entera. Puede haber sido procesada: no reenvíe antes de buscar en {system}."
            )
        },
        stopped: |system| {
            format!("Usted dejó de esperar. La solicitud puede haber llegado: no reenvíe antes de buscar en {system}.")
        },
        lost: |system| {
            format!(
                "La conexión con el servidor de Gabarito se cortó. La solicitud puede haber llegado: no reenvíe antes de buscar en {system}."
            )
        },
        look_for: |system| format!("Qué buscar en {system}"),
        no_key: "Busque por lo que identifica el registro en el payload.",
        ask_again: "Preguntar de nuevo",
        ask_again_note: "Nunca envía dos veces: si la solicitud ya salió, el servidor cuenta qué pasó con ella; si no salió, se envía ahora.",
        packet: "Guardar paquete de soporte",
        packet_note: "Un zip con payload, diagnósticos, respuesta y tiempos; nombres, documentos, correos y secretos se cambian por datos ficticios del mismo formato.",
        packet_failed: "El paquete no se pudo armar. Recargue la página e intente de nuevo.",
    },
    refused: RefusedTexts {
        unknown_environment: "El servidor no conoce este ambiente, o no es para usted. Busque los ambientes de nuevo.",
        unknown_layout: "El servidor no conoce este layout. La página y el servidor pueden ser de versiones distintas: recargue la página.",
        other_system: "El layout es de otro sistema que el del ambiente. Elija un ambiente del mismo sistema.",
        not_permitted: "Usted no tiene permiso para enviar a este ambiente. Hable con quien administra el servidor.",
        foreign_origin: "El servidor no acepta envíos de esta página. Abra Gabarito en la dirección del propio servidor.",
        key_in_use: "Este envío todavía está en curso en el servidor. Espere un poco y pregunte de nuevo.",
        too_large: "El payload pasa del límite del servidor. Divídalo en partes menores.",
        too_many_calls: "Hubo demasiadas llamadas suyas a este ambiente. Espere un minuto y envíe de nuevo.",
        busy: "El servidor está ocupado o se está deteniendo. Espere un poco y envíe de nuevo.",
        internal: "El servidor de Gabarito falló en medio, y la solicitud puede haber salido. Pregunte de nuevo para saber qué pasó.",
        ours: "El servidor de Gabarito falló, y nada salió de él. Si continúa, guarde el paquete de soporte y entrégueselo a quien lo administra.",
    },
    answer: AnswerTexts {
        heading: "Respuesta del sistema",
        no_body: "La respuesta vino sin cuerpo.",
        explained: "Qué dice la respuesta",
        go_to_field: |field| format!("Ir a {field} en la solicitud"),
        more: |n_more| format!("Y {n_more} más."),
        cut: |shown| format!("Estos son los primeros {shown} KB. Guarde el archivo para verlo todo."),
        save: "Guardar respuesta",
    },
    history: HistoryTexts {
        heading: "Envíos de esta sesión",
        note: "Solo en la memoria de esta página.",
        clear: "Olvidar todo",
    },
};
