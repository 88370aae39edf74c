"""Words of school papers in Spanish, Portuguese, Haitian and French that no name is made of.

The name model reads English: of "Fecha:", "Lekòl" or "Materiais" it knows only that they are capitalised and strange.
What people are called as well (Norma, Julio, Sal, Que, Sim, Por, Madi) is not here.
"""

FOREIGN = frozenset(
    """
    Aberta Aberto Abertura Abierta Abierto Acuerdo Acuerdos Adjunto Ajuda Almoço Almuerzo Almwaso Alumna Alumnas
    Alumno Alumnos Aluna Aluno Anexo Ansèyman Apellido Apoyo Apre Aprobada Aprobado Aprovada Aprovado Asistan
    Asistencia Assinatura Assuntos Asunto Até Aula Aulas Ausentes Autorización Autorização Avaliação Aviso Avó
    Avô Ayuda Bem-vindos Bienvenidas Bienvenidos Boletim Boleto Boletín Buenas Buenos Calendario Calendário
    Cambios Carta Cerrado Ciencias Cierre Clase Clases Comentarios Comentários Comida Comité Comitê Consejo
    Conselho Contacto Contato Coordenador Coordenadora Correo Correos Creada Creado Cuaderno Cuándo Cómo Deberes
    Departamento Desarrollo Desayuno Desenvolvimento Devwa Dezembro Dice Dicen Diciembre Dijo Dimanch Dirección
    Directora Direktris Direktè Diretor Diretora Dirigido Dokiman Duplas Días Dónde Edad Egzamen Elèv Encargado
    Encontro Encuentro Enero Enseignant Enseignante Entrega Enviar Escola Escolar Escolares Escolas Escritura
    Escuela Escuelas Espanhol Español Estimada Estimadas Estimado Estimados Estudiante Estudiantes Estudiantil
    Etid Evaluación Excursión Excursão Febrero Fecha Fechado Fevereiro Fichas Firma Firmas Firme Gracias Gente
    Grado Grupo Grupos Gwoup Hoja Hora Horario Idade Idioma Idiomas Informe Informes Inglés Inglês Inicio
    Inscripción Inscrição Janeiro Jedi Jeudi Jueces Jueves Julho Junho Konferans Kreyòl Lanche Lección Lectura
    Lecturas Leitura Leituras Lekti Lekòl Lengua Lenguas Lista Llamar Lundi Lunes Lèt Maestra Maestro Maestros
    Manje Manman Martes Março Matematik Matemática Matemáticas Materiais Materiales Matrícula Mercredi Merienda
    Miércoles Moción Moção Muchas Muchos Muita Muitas Muito Mãe Mèkredi Mèsi Niñas Niños Noches Noite Nombre
    Nome Nota Notas Noticias Notícias Novembro Noviembre Nuestra Nuestras Nuestro Nuestros Não Nòt Objektif
    Objet Objetivo Objetivos Observaciones Observações Octubre Ogmantasyon Outubro Padres Para Parents Pauta
    Permiso Permissão Plano Portugués Pregunta Preguntas Premios Presentes Prezada Prezado Prezados Professora
    Professores Provas Pruebas Prêmios Próxima Próximo Próximos Pwofesè Pèmisyon Quarta-feira Queridas Queridos
    Quinta-feira Quién Qué Rapò Recreo Recurso Recursos Registro Relatório Repons Reporte Respuesta Respuestas
    Resultados Reuniones Reunião Reunión Reyinyon Rezilta Réunion Salida Saludos Salón Samdi Segunda-feira
    Segurança Seguridad Sekirite Semana Septiembre Servicios Serviços Setembro Sexta-feira Señores Siyati Siyen
    Subdirectora Sugerencias Sugestões Syans Taller Talleres Tanpri Tarde Tardes Tarea Tareas Tarefa Tarefas
    Telefone Teléfono Temas Terça-feira Tiempo Todas Todos Trabajo Trabalho Traducción Tradução Transporte
    Travay Turma Unidad Vacaciones Vandredi Vendredi Viernes Votación Votação Votos École Élève Élèves
    """.split()
)
